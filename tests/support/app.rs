//! A whole server on a port of its own, with its own database, a clock that stands, and mail that stays here.

use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use dutyline::actions::account::{self, NewUser, Post};
use dutyline::actions::message::Mail;
use dutyline::actions::session;
use dutyline::actions::token::{self, NewGrant, NewToken};
use dutyline::commands::serve;
use dutyline::domain::access::{Role, Scope};
use dutyline::domain::message::MessageState;
use dutyline::http::server::{Routes, Server, ServerOptions};
use dutyline::http::state::AppState;
use dutyline::store::message;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use tokio_util::sync::CancellationToken;

use crate::support::forms::inputs;
use crate::support::log::Log;
use crate::support::world::{World, token_of, user_of};
use crate::worker::channel::Channel;

const OPTIONS: ServerOptions = ServerOptions {
    threads: Some(1),
    shutdown: Duration::ZERO,
    behind_proxy: false,
    connections_each_network: None,
};

/// A server of one test. When it goes, the test fails if mail nobody looked at was sent or is due, or if the server
/// logged an error nobody expected.
pub struct App {
    base: String,
    /// Where the counters are.
    metrics: String,
    channel: Arc<Channel>,
    log: Log,
    stop: CancellationToken,
    serving: Option<JoinHandle<()>>,
    // Last, so that the database goes when nobody uses it any more.
    pub world: World,
}

impl App {
    /// Nothing in it.
    pub async fn empty() -> Self {
        Self::of(World::empty().await, |_| {}, OPTIONS).await
    }

    /// The demo's consultation, published, in the middle of a duty, with no mail due.
    pub async fn demo() -> Self {
        Self::demo_with(|_| {}).await
    }

    /// The same with another state.
    pub async fn demo_with(change: impl FnOnce(&mut AppState)) -> Self {
        let app = Self::of(World::demo().await, change, OPTIONS).await;
        app.send_due().await;
        app.mails();
        app
    }

    /// The same behind a proxy that writes `X-Forwarded-For`.
    pub async fn behind_proxy() -> Self {
        Self::demo_running(ServerOptions {
            behind_proxy: true,
            ..OPTIONS
        })
        .await
    }

    /// The same where a network has so many connections at most.
    pub async fn crowded(connections: usize, behind_proxy: bool) -> Self {
        Self::demo_running(ServerOptions {
            connections_each_network: Some(connections),
            behind_proxy,
            ..OPTIONS
        })
        .await
    }

    async fn demo_running(options: ServerOptions) -> Self {
        let app = Self::of(World::demo().await, |_| {}, options).await;
        app.send_due().await;
        app.mails();
        app
    }

    async fn of(world: World, change: impl FnOnce(&mut AppState), options: ServerOptions) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let counting = TcpListener::bind("127.0.0.1:0").unwrap();
        let metrics = format!("http://{}", counting.local_addr().unwrap());
        let mut cx = world.cx.clone();
        cx.base_url = base.parse().unwrap();
        let mut state = AppState::new(cx).unwrap();
        change(&mut state);
        let log = Log::default();
        let logged = log.clone();
        let Routes {
            configure,
            errors: error_pages,
        } = serve::routes();
        let routes = Routes {
            configure: Arc::new(move |config| {
                // Each thread that answers belongs to one app; what it logs does too.
                std::mem::forget(logged.begin());
                configure(config);
            }),
            errors: error_pages,
        };
        let stop = CancellationToken::new();
        let told = stop.clone();
        let serving = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let server = Server::bind(listener, Some(counting), options, state, routes).unwrap();
                server.run(told).await.unwrap();
            });
        });
        Self {
            base,
            metrics,
            channel: Arc::default(),
            log,
            stop,
            serving: Some(serving),
            world,
        }
    }

    /// An address of the server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// How many lines with a part the server logged.
    pub fn logged(&self, part: &str) -> usize {
        self.log.count(part)
    }

    /// The counters.
    pub async fn metrics(&self) -> Page {
        Browser::new(&self.metrics, HeaderMap::new()).get("/metrics").await
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base, HeaderMap::new())
    }

    /// A browser in which this user is signed in.
    pub async fn browser_of(&self, address: &str) -> Browser {
        let mut headers = HeaderMap::new();
        let cookie = format!("dutyline={}", self.session(address).await);
        headers.insert("cookie", cookie.parse().unwrap());
        Browser::new(&self.base, headers)
    }

    /// The secret of a session of this user.
    pub async fn session(&self, address: &str) -> String {
        let link = self.world.link(address).await;
        session::use_link(&self.world.cx, &link).await.unwrap().secret
    }

    /// The demo's coordinator's browser.
    pub async fn coordinator(&self) -> Browser {
        self.browser_of("coordinator@demo.example").await
    }

    /// The browser of the desk on duty.
    pub async fn desk(&self) -> Browser {
        self.browser_of("5769@demo.example").await
    }

    /// The browser of somebody who has just been given this role in the office.
    pub async fn member(&self, role: Role) -> Browser {
        let (cx, administrator) = (&self.world.cx, &self.world.administrator);
        let address = format!("{}@member.example", role.code());
        account::add(cx, administrator, user_of(&address, role)).await.unwrap();
        self.browser_of(&address).await
    }

    /// The browser of the coordinator of another office.
    pub async fn outsider(&self) -> Browser {
        self.world.outsider().await;
        let (cx, administrator) = (&self.world.cx, &self.world.administrator);
        let outsider = NewUser {
            post: Post::Role(Role::Coordinator, Some("kultura".parse().unwrap())),
            ..user_of("outsider@member.example", Role::Coordinator)
        };
        account::add(cx, administrator, outsider).await.unwrap();
        self.browser_of("outsider@member.example").await
    }

    /// An administrator's browser.
    pub async fn administrator(&self) -> Browser {
        let new = NewUser {
            post: Post::Administrator,
            ..user_of("administrator@member.example", Role::Coordinator)
        };
        account::add(&self.world.cx, &self.world.administrator, new)
            .await
            .unwrap();
        self.browser_of("administrator@member.example").await
    }

    /// A program with a token.
    pub async fn program(&self, role: Role) -> Browser {
        self.program_with(token_of("test", role)).await
    }

    /// A program of another office.
    pub async fn program_in(&self, unit: &str, role: Role) -> Browser {
        let grant = NewGrant::Post(Post::Role(role, Some(unit.parse().unwrap())));
        self.program_with(NewToken {
            grant,
            ..token_of("test", role)
        })
        .await
    }

    pub async fn program_with(&self, new: NewToken) -> Browser {
        let token = token::create(&self.world.cx, &self.world.administrator, new)
            .await
            .unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
        Browser::new(&self.base, headers)
    }

    /// Sends all mail that is due.
    pub async fn send_due(&self) {
        crate::worker::worker(&self.world, &self.channel, "test")
            .run_once()
            .await;
    }

    /// The addresses mail was sent to since this was last asked.
    pub fn mails(&self) -> Vec<String> {
        self.channel.addresses()
    }

    /// The same whole.
    pub fn letters(&self) -> Vec<Mail> {
        self.channel.mails()
    }

    /// The errors logged since this was last asked; who asks expects them.
    pub fn errors(&self) -> Vec<String> {
        self.log.take_errors()
    }

    fn unexpected(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .mails()
            .into_iter()
            .map(|to| format!("mail to {to} nobody looked at"))
            .collect();
        found.extend(self.errors().into_iter().map(|error| format!("logged: {error}")));
        let cx = self.world.cx.clone();
        let now = cx.now();
        let due = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build()
                .unwrap();
            runtime.block_on(cx.store.read(|db| message::list(db, &Scope::All, 1000)))
        });
        for message in due.join().unwrap().unwrap() {
            if message.state == MessageState::Pending && message.not_before <= now {
                found.push(format!("a {} is due and was not sent", message.kind));
            }
        }
        found
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.stop.cancel();
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
        if std::thread::panicking() {
            return;
        }
        let unexpected = self.unexpected();
        assert!(unexpected.is_empty(), "nobody expected: {unexpected:#?}");
    }
}

/// A client of the server that follows no redirect by itself.
pub struct Browser {
    base: String,
    client: Client,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    /// Of any server.
    pub fn new(base: &str, headers: HeaderMap<HeaderValue>) -> Self {
        let client = Client::builder()
            .default_headers(headers)
            .redirect(Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        Self {
            base: base.to_owned(),
            client,
        }
    }

    /// A request to be completed and sent with [`Page::of`].
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.to_uppercase().parse().unwrap();
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub async fn get(&self, path: &str) -> Page {
        Page::of(self.request("get", path)).await
    }

    /// Opens the form of something new, whose address has an id from the first moment on.
    pub async fn open(&self, path: &str) -> Page {
        let led = self.get(path).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER, "{path}: {}", led.body);
        self.get(led.location()).await
    }

    /// Posts a form; a field may be there more than once.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        Page::of(self.request("post", path).form(fields)).await
    }

    pub async fn post_json(&self, path: &str, body: &serde_json::Value) -> Page {
        Page::of(self.request("post", path).json(body)).await
    }
}

impl Page {
    pub async fn of(request: RequestBuilder) -> Self {
        let response: Response = request.send().await.unwrap();
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            // Pages keep days and hours on one line; the tests write them with plain spaces.
            body: response.text().await.unwrap().replace('\u{a0}', " "),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Fails unless the answer has the status and every one of these texts.
    #[track_caller]
    pub fn shows(&self, status: u16, texts: &[&str]) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        for text in texts {
            assert!(self.body.contains(text), "{text:?} is not in {}", self.body);
        }
        self
    }

    #[track_caller]
    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is in {}", self.body);
        self
    }

    /// The value of the first input of a name.
    pub fn value(&self, name: &str) -> String {
        self.values()
            .into_iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value)
            .unwrap_or_else(|| panic!("no input {name} in {}", self.body))
    }

    /// Names and values of the inputs of the first form, as a browser would send them.
    pub fn values(&self) -> Vec<(String, String)> {
        inputs(self)
    }
}
