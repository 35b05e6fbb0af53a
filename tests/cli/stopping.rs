//! SIGTERM, and clients that do not behave.
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    process::Stdio,
    time::{Duration, Instant},
};

use crate::support::{Folder, Server, signal, text, wait_until};

fn serve(folder: &Folder, settings: &[&str]) -> Server {
    let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.args(settings);
    Server::start(command)
}

#[test]
fn an_idle_server_ends_at_once_on_either_signal() {
    let folder = Folder::new();
    for name in ["TERM", "INT"] {
        let mut server = serve(&folder, &[]);
        server.signal(name);
        assert_eq!(server.ended(), Some(0), "SIG{name}");
    }
}

/// Files of a start, in the order in which they appear.
const STEPS: [&str; 3] = ["owner.lock", "postgres.new", "postgres.log"];

#[test]
fn a_server_that_starts_ends_in_order_and_leaves_no_postgres() {
    for step in STEPS {
        let folder = Folder::new();
        let mut child = folder
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_until(step, || folder.path().join(step).exists());
        signal("TERM", child.id());
        assert_eq!(child.wait().unwrap().code(), Some(0), "at {step}");
        assert_eq!(folder.postmaster(), None, "at {step}");
    }
}

#[test]
fn a_command_that_a_signal_ends_leaves_no_postgres() {
    for (name, step) in ["TERM", "INT", "TERM"].into_iter().zip(STEPS) {
        let folder = Folder::new();
        let child = folder
            .command(&["tenant", "list"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        wait_until(step, || folder.path().join(step).exists());
        signal(name, child.id());
        let output = child.wait_with_output().unwrap();
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "at {step}: {told}");
        assert!(told.contains("ended by a signal"), "at {step}: {told}");
        assert_eq!(folder.postmaster(), None, "at {step}");
    }
}

#[test]
fn a_half_sent_request_holds_the_end_up_for_the_deadline_only_while_probes_see_it_stop() {
    let folder = Folder::new();
    let mut server = serve(&folder, &["--shutdown-timeout", "2s"]);
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: te")
        .unwrap();
    assert!(server.is_ready(), "the half-sent request has been accepted");
    server.signal("TERM");
    let begun = Instant::now();
    let mut seen = Vec::new();
    while begun.elapsed() < Duration::from_secs(1) {
        seen.extend(server.get("/readyz"));
    }
    assert_eq!(server.ended(), Some(0));
    assert!(seen.contains(&(503, "stopping\n".to_owned())), "{seen:?}");
}

#[test]
fn a_client_that_sends_no_request_is_hung_up_on() {
    let folder = Folder::new();
    let server = serve(&folder, &["--header-timeout", "300ms"]);
    for start in ["", "P", "GET / HTTP/1.1\r\nHo"] {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.write_all(start.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
    }
    assert!(server.is_ready());
}

#[test]
fn the_answer_carries_a_request_id_and_the_metrics_count_it() {
    let folder = Folder::new();
    let server = serve(&folder, &[]);
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine-1\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("\r\nrequest-id: mine-1\r\n"), "{answer}");
    let (_, metrics) = server.get("/metrics").unwrap();
    for line in [
        r#"http_requests_total{method="GET",route="/healthz",status="200"} 1"#,
        "db_pool_connections_max 16",
        "outbox_pending_events 0",
        "http_request_duration_seconds_bucket{",
    ] {
        assert!(metrics.contains(line), "no {line} in {metrics}");
    }
}
