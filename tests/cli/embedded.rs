//! The embedded PostgreSQL: made, found, shared with commands, and recovered.
use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
};

use crate::support::{Folder, Server, json, signal, text, wait_until};

#[test]
fn an_empty_folder_is_served_by_a_postgres_that_is_not_roots() {
    let folder = Folder::new();
    let server = folder.serve();
    assert!(server.is_ready());
    assert_eq!(server.get("/healthz"), Some((200, "alive\n".to_owned())));
    let cluster = fs::metadata(folder.path().join("postgres")).unwrap();
    assert_eq!(cluster.mode() & 0o777, 0o700);
    assert_ne!(cluster.uid(), 0);
    let socket = fs::metadata(folder.path().join("run")).unwrap();
    assert_eq!(socket.mode() & 0o777, 0o700);
    let log = fs::metadata(folder.path().join("postgres.log")).unwrap();
    assert_eq!(log.mode() & 0o777, 0o600);
}

#[test]
fn its_settings_are_durable_and_it_listens_on_no_port() {
    let folder = Folder::new();
    let _server = folder.serve();
    let pid = folder.postmaster().unwrap();
    let started = fs::read(format!("/proc/{pid}/cmdline")).unwrap();
    let started = text(&started).replace('\0', " ");
    for setting in [
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "listen_addresses= ",
    ] {
        assert!(started.contains(setting), "no {setting} in {started}");
    }
}

#[test]
fn a_second_server_on_the_folder_is_refused_with_the_fix() {
    let folder = Folder::new();
    let server = folder.serve();
    let output = folder.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("another --data-dir"), "{told}");
    assert!(server.is_ready());
}

#[test]
fn tenants_and_keys_are_made_while_a_server_runs_and_while_none_does() {
    let folder = Folder::new();
    let without = json(&folder.run(&[
        "tenant",
        "create",
        "--name",
        "Acme",
        "--currency",
        "EUR",
        "--json",
    ]));
    assert_eq!(folder.postmaster(), None, "a command stops what it started");

    let server = folder.serve();
    let organization = without["organizationId"].as_str().unwrap();
    let with = json(&folder.run(&[
        "tenant",
        "create",
        "--name",
        "Acme",
        "--currency",
        "USD",
        "--organization",
        organization,
        "--json",
    ]));
    assert_eq!(with["organizationId"], without["organizationId"]);
    assert_ne!(with["tenantId"], without["tenantId"]);
    let tenant = with["tenantId"].as_str().unwrap();
    let key = json(&folder.run(&[
        "api-key",
        "create",
        "--organization",
        organization,
        "--tenant",
        tenant,
        "--permissions",
        "orders:read,assets:write",
        "--expires-in",
        "30d",
        "--json",
    ]));
    assert!(key["apiKey"].as_str().unwrap().starts_with("fo_live_"));
    assert!(server.is_ready(), "commands leave the server alone");

    revoke(&folder, &server, tenant, &key);
    let tenants = text(&folder.run(&["tenant", "list"]).stdout);
    assert!(
        tenants.contains("acme  Acme") && tenants.contains("acme-2  Acme"),
        "{tenants}"
    );
}

/// Revokes a key that a running server has seen.
fn revoke(folder: &Folder, server: &Server, tenant: &str, key: &serde_json::Value) {
    let id = key["keyId"].as_str().unwrap();
    let secret = key["apiKey"].as_str().unwrap();
    let headers = format!("Authorization: Bearer {secret}\r\nTenant-ID: {tenant}\r\n");
    let status = || {
        server
            .get_with("/v1/orders", &headers)
            .map(|(status, _)| status)
    };
    assert_eq!(status(), Some(200));
    assert_eq!(
        json(&folder.run(&["api-key", "revoke", id, "--json"]))["keyId"],
        key["keyId"]
    );
    // Told by a notice: the servers of these tests keep keys for an hour.
    wait_until("the revoked key is dead", || status() == Some(401));
    let listed = text(&folder.run(&["api-key", "list", "--json"]).stdout);
    let revoked = listed.lines().find(|line| line.contains(id)).unwrap();
    assert!(!revoked.contains(r#""revokedAt":null"#), "{revoked}");
    assert!(!listed.contains(key["apiKey"].as_str().unwrap()));
}

#[test]
fn what_a_command_names_but_is_not_there_is_refused() {
    let folder = Folder::new();
    let nobody = "org_00000000000000000000000000";
    let output = folder.run(&[
        "tenant",
        "create",
        "--name",
        "A",
        "--currency",
        "EUR",
        "--organization",
        nobody,
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("there is no organization"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn after_a_kill_of_the_server_its_postgres_is_used_again() {
    let folder = Folder::new();
    let mut server = folder.serve();
    let postmaster = folder.postmaster().unwrap();
    server.signal("KILL");
    server.ended();
    assert_eq!(folder.postmaster(), Some(postmaster), "PostgreSQL lives on");

    let mut again = folder.serve();
    assert!(again.is_ready());
    assert_eq!(folder.postmaster(), Some(postmaster));
    again.signal("TERM");
    assert_eq!(again.ended(), Some(0));
    assert_eq!(folder.postmaster(), None, "an orderly end stops it");
}

#[test]
fn after_a_kill_of_postgres_the_server_recovers_by_itself() {
    let folder = Folder::new();
    let server = folder.serve();
    let first = folder.postmaster().unwrap();
    signal("KILL", first);
    wait_until("another PostgreSQL runs", || {
        folder.postmaster().is_some_and(|pid| pid != first)
    });
    wait_until("the server is ready again", || server.is_ready());
}

#[test]
fn after_a_kill_of_both_the_next_server_recovers_the_folder() {
    let folder = Folder::new();
    let mut server = folder.serve();
    json(&folder.run(&[
        "tenant",
        "create",
        "--name",
        "Acme",
        "--currency",
        "EUR",
        "--json",
    ]));
    let postmaster = folder.postmaster().unwrap();
    server.signal("KILL");
    signal("KILL", postmaster);
    server.ended();
    wait_until("PostgreSQL is gone", || folder.postmaster().is_none());
    // The pid in the file now is another process's: this test's own.
    let file = folder.path().join("postgres/postmaster.pid");
    let stale = fs::read_to_string(&file).unwrap();
    let rest = stale.split_once('\n').unwrap().1;
    fs::write(&file, format!("{}\n{rest}", std::process::id())).unwrap();

    let server = folder.serve();
    assert!(server.is_ready());
    assert!(text(&folder.run(&["tenant", "list"]).stdout).contains("Acme"));
}

#[test]
fn a_folder_too_deep_for_a_socket_gets_a_short_one_elsewhere() {
    let folder = Folder::new();
    let deep = folder.path().join("d".repeat(100));
    let mut command = crate::support::flexorder(&["serve", "--listen", "127.0.0.1:0"]);
    command.arg("--data-dir").arg(&deep);
    let mut server = Server::start(command);
    assert!(server.is_ready());
    let noted = fs::read_to_string(deep.join("socket-dir")).unwrap();
    assert_eq!(fs::metadata(&noted).unwrap().mode() & 0o777, 0o700);
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
    fs::remove_dir(Path::new(&noted)).unwrap();
}

#[test]
fn programs_of_another_version_than_the_folder_give_way_to_those_that_fit() {
    let folder = Folder::new();
    assert!(folder.run(&["migrate"]).status.success());
    let fake = folder.path().join("fake");
    fs::create_dir_all(fake.join("bin")).unwrap();
    fs::create_dir_all(fake.join("share/extension")).unwrap();
    fs::write(fake.join("share/extension/pg_trgm.control"), "").unwrap();
    for program in ["initdb", "postgres", "pg_ctl"] {
        let path = fake.join("bin").join(program);
        fs::write(&path, "#!/bin/sh\necho 'postgres (PostgreSQL) 99.1'\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut again = folder.command(&["migrate"]);
    let output = again.arg("--pg-bin-dir").arg(fake.join("bin")).output();
    let output = output.unwrap();
    let told = text(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("using one that fits"), "{told}");
}

#[test]
fn a_folder_of_an_unknown_version_names_what_is_missing() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("postgres")).unwrap();
    std::os::unix::fs::chown(folder.path().join("postgres"), Some(65534), None).ok();
    fs::write(folder.path().join("postgres/PG_VERSION"), "9\n").unwrap();
    let output = folder
        .command(&["migrate"])
        .env_remove("FLEXORDER_PG_BIN_DIR")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(
        told.contains("no PostgreSQL 9, which made the data folder,"),
        "{told}"
    );
}
