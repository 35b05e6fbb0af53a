//! The accept loop, and how it ends.
use std::{
    convert::Infallible,
    future::Future,
    io,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt as _;

use crate::{config::RequestSettings, http::peer::Peer};

/// Streams a client may open at once on one HTTP/2 connection.
const HTTP2_STREAMS_MAX: u32 = 128;

/// How often a silent HTTP/2 client is asked whether it lives, and how long it has to answer.
const HTTP2_PING: Duration = Duration::from_secs(20);

/// Headers a request may have.
const HEADERS_MAX: usize = 100;

/// Pause after a failed accept, such as when no file descriptors are left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A client that came.
struct Arrival {
    stream: TcpStream,
    peer: Peer,
}

/// What a connection task needs.
#[derive(Clone)]
struct Host {
    builder: Arc<Builder<TokioExecutor>>,
    header_timeout: Duration,
    slots: Arc<Semaphore>,
}

/// Accepts and serves connections until `stop`; then answers what is in flight, and newcomers by
/// `closing`, until all is answered or the time is up.
pub(super) async fn run(
    listener: TcpListener,
    open: Router,
    closing: Router,
    settings: &RequestSettings,
    stop: impl Future<Output = ()>,
) {
    let host = Host::new(settings);
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (arrival, slot) = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = host.accept(&listener) => accepted,
        };
        let watcher = graceful.watcher();
        let (host, app) = (host.clone(), open.clone());
        tokio::spawn(async move {
            let seen = Arc::new(AtomicBool::new(false));
            let service = Host::service(app, arrival.peer, Arc::clone(&seen));
            let connection = host
                .builder
                .serve_connection(TokioIo::new(arrival.stream), service);
            host.attend(watcher.watch(connection.into_owned()), seen)
                .await;
            drop(slot);
        });
    }
    tracing::info!(
        connections = graceful.count(),
        "stopping: waiting for requests in flight"
    );
    let newcomers = async {
        loop {
            let (arrival, slot) = host.accept(&listener).await;
            let (host, app) = (host.clone(), closing.clone());
            tokio::spawn(async move {
                let seen = Arc::new(AtomicBool::new(false));
                let service = Host::service(app, arrival.peer, Arc::clone(&seen));
                let connection = host
                    .builder
                    .serve_connection(TokioIo::new(arrival.stream), service);
                host.attend(connection, seen).await;
                drop(slot);
            });
        }
    };
    tokio::select! {
        () = graceful.shutdown() => {}
        () = newcomers => {}
        () = tokio::time::sleep(settings.shutdown_timeout) => {
            tracing::warn!("stopping although requests are in flight: the time is up");
        }
    }
}

impl Host {
    fn new(settings: &RequestSettings) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(settings.header_timeout)
            .max_headers(HEADERS_MAX)
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(HTTP2_STREAMS_MAX)
            .keep_alive_interval(HTTP2_PING)
            .keep_alive_timeout(HTTP2_PING);
        Self {
            builder: Arc::new(builder),
            header_timeout: settings.header_timeout,
            slots: Arc::new(Semaphore::new(settings.max_connections)),
        }
    }

    /// The next connection, once there is room for it.
    async fn accept(&self, listener: &TcpListener) -> (Arrival, Option<OwnedSemaphorePermit>) {
        // The semaphore is never closed, so this gives a permit.
        let slot = Arc::clone(&self.slots).acquire_owned().await.ok();
        loop {
            match listener.accept().await {
                Ok((stream, address)) => {
                    stream.set_nodelay(true).ok();
                    let peer = Peer(address.ip());
                    return (Arrival { stream, peer }, slot);
                }
                Err(cause) if is_of_the_client(&cause) => {}
                Err(cause) => {
                    tracing::error!(error = %cause, "cannot accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    /// The router as a service of hyper, which notes that a request came, and tells it from whom.
    fn service(
        app: Router,
        peer: Peer,
        seen: Arc<AtomicBool>,
    ) -> impl hyper::service::Service<
        Request<Incoming>,
        Response = axum::response::Response,
        Error = Infallible,
        Future: Send,
    > + Send
    + 'static {
        service_fn(move |mut request: Request<Incoming>| {
            seen.store(true, Ordering::Relaxed);
            request.extensions_mut().insert(peer);
            app.clone().oneshot(request.map(Body::new))
        })
    }

    /// Runs a connection. One that brings no request in time is dropped: hyper's own timeout
    /// starts only when it knows which version of HTTP is spoken.
    async fn attend<E>(
        &self,
        connection: impl Future<Output = Result<(), E>>,
        seen: Arc<AtomicBool>,
    ) where
        E: std::fmt::Display,
    {
        let mut connection = pin!(connection);
        let ended = tokio::select! {
            ended = &mut connection => ended,
            () = tokio::time::sleep(self.header_timeout) => {
                if !seen.load(Ordering::Relaxed) {
                    return;
                }
                connection.await
            }
        };
        if let Err(cause) = ended {
            tracing::debug!(error = %cause, "connection ended");
        }
    }
}

/// The client was gone before it was accepted.
fn is_of_the_client(cause: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&cause.kind())
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        sync::{Notify, oneshot},
        task::JoinHandle,
    };

    use super::*;

    /// A server whose one route answers once it is told to; and the pieces to steer it.
    struct Slow {
        address: std::net::SocketAddr,
        entered: Arc<Notify>,
        leave: Arc<Notify>,
        stop: oneshot::Sender<()>,
        running: JoinHandle<()>,
    }

    async fn slow(shutdown_timeout: Duration) -> Slow {
        let (entered, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (told, wait) = (Arc::clone(&entered), Arc::clone(&leave));
        let handler = get(async move || {
            told.notify_one();
            wait.notified().await;
            "finished"
        });
        let whose = get(async |peer: Peer| peer.0.to_string());
        let open = Router::new().route("/", handler).route("/peer", whose);
        let closing = Router::new().fallback(|| async { "closing" });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let settings = RequestSettings {
            body_limit: 1,
            in_flight: 1,
            max_connections: 8,
            handler_timeout: Duration::from_secs(10),
            header_timeout: Duration::from_secs(10),
            key_ttl: Duration::ZERO,
            shutdown_timeout,
        };
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(async move {
            let stop = async { stopped.await.unwrap_or_default() };
            run(listener, open, closing, &settings, stop).await;
        });
        Slow {
            address,
            entered,
            leave,
            stop,
            running,
        }
    }

    async fn ask(address: std::net::SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok();
        answer
    }

    #[tokio::test]
    async fn a_request_in_flight_finishes_and_a_newcomer_is_put_off() {
        let server = slow(Duration::from_secs(30)).await;
        let first = tokio::spawn(ask(server.address, "/"));
        server.entered.notified().await;
        server.stop.send(()).unwrap();
        // The accept loop ends before it takes another connection: `stop` is asked first.
        assert!(ask(server.address, "/").await.ends_with("closing"));
        server.leave.notify_one();
        assert!(first.await.unwrap().ends_with("finished"));
        server.running.await.unwrap();
    }

    #[tokio::test]
    async fn a_handler_is_told_whose_connection_it_is() {
        let server = slow(Duration::from_secs(30)).await;
        assert!(ask(server.address, "/peer").await.ends_with("127.0.0.1"));
    }

    #[tokio::test]
    async fn the_deadline_ends_what_does_not_finish() {
        let server = slow(Duration::from_millis(50)).await;
        let _first = tokio::spawn(ask(server.address, "/"));
        server.entered.notified().await;
        server.stop.send(()).unwrap();
        server.running.await.unwrap();
    }
}
