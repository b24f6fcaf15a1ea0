#include "web/http_mhd.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "web/dial.h"
#include "web/guard.h"
#include "web/http_body.h"
#include "web/http_head.h"
#include "web/proxy.h"

/* For a head and what the library makes of it.  It clears all of it behind
   each request, so that more would cost time. */
#define POOL_BYTES	((size_t)28 << 10)
#define TARGET		512			/* of a usual one */
#define DROPPED		((uint64_t)1 << 20)	/* past a limit, then cut off */

enum step {
	STEP_NONE,	/* between two requests */
	STEP_LINE,	/* its first line came */
	STEP_BODY,	/* its head may go on; the body comes */
	STEP_WORK,	/* handed on */
	STEP_REPLY	/* its reply goes */
};

/* A connection and its present request. */
struct http_exchange {
	struct http_mhd		*server;
	struct MHD_Connection	*connection;
	int			 place;		/* of the guard */
	enum step		 step;
	struct http_request	 request;	/* but for its headers */
	struct http_body	 body;
	struct MHD_Response	*response;	/* from another thread */
	struct http_ended	 ended;
	int64_t			 began;		/* by the guard's clock */
	char			 id[24];
	char			 client[64];
	struct arena		*arena;		/* of a long target */
	char			 target[TARGET];
};

struct http_mhd {
	struct http_mhd_plan	 plan;
	struct MHD_Daemon	*daemon;
	struct http_exchange	*exchange;	/* one for each place */
	atomic_bool		 closing;
	uint64_t		 boot;		/* half of an id */
	uint64_t		 requests;	/* so far; the other half */
	/* Of the request that the loop looks at. */
	struct http_header	 header[HTTP_HEADERS + 1];
};

/* What every reply carries, unless it says something else itself. */
static const struct {
	const char	*name;
	const char	*value;
} standing[] = {
	{ "Content-Security-Policy", "default-src 'none'; style-src 'self'; "
	    "script-src 'self'; img-src 'self' data:; font-src 'self'; "
	    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cache-Control", "no-store" },
};

/* --- replies ------------------------------------------------------------- */

static void
add(struct MHD_Response *response, const char *name, const char *value)
{
	/* What the library takes for no header (a line break in it) is left
	   out. */
	(void)MHD_add_response_header(response, name, value);
}

static bool
says(const struct http_reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->headers; i++)
		if (strcasecmp(reply->header[i].name.at, name) == 0)
			return true;
	return false;
}

/* The headers of a reply; its names and values end with a NUL. */
static void
add_headers(const struct http_exchange *exchange,
    struct MHD_Response *response, const struct http_reply *reply)
{
	for (size_t i = 0; i < reply->headers; i++)
		add(response, reply->header[i].name.at,
		    reply->header[i].value.at);
	for (size_t i = 0; i < sizeof standing / sizeof standing[0]; i++)
		if (!says(reply, standing[i].name))
			add(response, standing[i].name, standing[i].value);
	if (exchange->request.secure)
		add(response, "Strict-Transport-Security",
		    "max-age=31536000");
	add(response, "X-Request-Id", exchange->id);
	if (atomic_load(&exchange->server->closing))
		add(response, "Connection", "close");
}

static void
note(struct http_exchange *exchange, const struct http_reply *reply)
{
	exchange->ended.status = reply->status;
	exchange->ended.bytes = reply->status == 304 ||
	    strcmp(exchange->ended.method, "HEAD") == 0 ? 0 : reply->bytes.n;
	if (reply->route != NULL)
		exchange->ended.route = reply->route;
}

static enum MHD_Result
send_reply(struct http_exchange *exchange, struct MHD_Response *response)
{
	enum MHD_Result	answer;

	exchange->step = STEP_REPLY;
	guard_phase(exchange->server->plan.guard, exchange->place,
	    GUARD_REPLY, exchange->ended.bytes);
	answer = MHD_queue_response(exchange->connection,
	    (unsigned)exchange->ended.status, response);
	MHD_destroy_response(response);
	return answer;
}

static void
keep(void *held)
{
	(void)held;
}

/* Send what is ready in memory. */
static enum MHD_Result
send_ready(struct http_exchange *exchange, const struct http_ready *ready)
{
	struct MHD_Response	*response;
	const struct http_reply	*reply = &ready->reply;

	response = MHD_create_response_from_buffer_with_free_callback_cls(
	    reply->bytes.n, (void *)(uintptr_t)reply->bytes.at,
	    ready->let_go == NULL ? keep : ready->let_go, ready->held);
	if (response == NULL) {
		if (ready->let_go != NULL)
			ready->let_go(ready->held);
		return MHD_NO;
	}
	add_headers(exchange, response, reply);
	note(exchange, reply);
	return send_reply(exchange, response);
}

static enum MHD_Result
refuse(struct http_exchange *exchange, int status)
{
	struct http_mhd		*server = exchange->server;
	struct http_ready	 ready = { .reply = { .status = status } };

	server->plan.calls->refuse(server->plan.site, status, &ready);
	http_reply_header(&ready.reply, S("Connection"), S("close"));
	if (status == 405)
		http_reply_header(&ready.reply, S("Allow"),
		    http_head_allow(exchange->request.target));
	return send_ready(exchange, &ready);
}

/* --- requests ------------------------------------------------------------ */

struct headers {
	struct http_header	*header;
	size_t			 n;	/* may be one more than is allowed */
};

static enum MHD_Result
take_header(void *context, enum MHD_ValueKind kind, const char *name,
    size_t name_n, const char *value, size_t value_n)
{
	struct headers	*headers = context;

	(void)kind;
	headers->header[headers->n++] = (struct http_header){
	    { name, name_n }, { value, value_n } };
	return headers->n <= HTTP_HEADERS ? MHD_YES : MHD_NO;
}

static void
take_headers(struct http_exchange *exchange, struct http_header *room,
    struct http_request *request)
{
	struct headers	headers = { .header = room };

	(void)MHD_get_connection_values_n(exchange->connection,
	    MHD_HEADER_KIND, take_header, &headers);
	request->header = room;
	request->headers = headers.n;
}

static const char *
known_method(const char *method)
{
	static const char *const	known[] = { "GET", "HEAD", "POST",
		"PUT", "PATCH", "DELETE", "OPTIONS" };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i], method) == 0)
			return known[i];
	return "OTHER";
}

/* Who asks, behind a trusted proxy or not; false: too many requests. */
static bool
take_client(struct http_exchange *exchange, struct http_request *request)
{
	struct http_mhd	*server = exchange->server;
	str		 client;

	client = proxy_client(server->plan.proxies, request);
	client = str_sub(client, 0, sizeof exchange->client - 1);
	memcpy(exchange->client, client.at, client.n);
	exchange->client[client.n] = '\0';
	request->client = (str){ exchange->client, client.n };
	request->secure = proxy_secure(server->plan.proxies, request);
	exchange->ended.client = request->client;
	return str_eq(client, request->peer) ||
	    guard_client(server->plan.guard, exchange->place, client);
}

/* The whole head came. */
static enum MHD_Result
head_came(struct http_exchange *exchange, const char *method,
    const char *version)
{
	struct http_mhd		*server = exchange->server;
	struct http_request	*request = &exchange->request;
	struct http_head	 head;
	size_t			 limit;

	exchange->step = STEP_BODY;
	exchange->ended.method = known_method(method);
	request->method = str_of(method);
	take_headers(exchange, server->header, request);
	head = http_head_read(request, str_of(version));
	if (head.status == 0 && !take_client(exchange, request))
		head.status = 429;
	if (head.status != 0)
		return refuse(exchange, head.status);
	limit = head.body ? server->plan.calls->body_limit(server->plan.site,
	    request->method, request->target) : 0;
	if (head.length > (int64_t)limit)
		return refuse(exchange, 413);
	http_body_begin(&exchange->body, server->plan.dir, limit);
	guard_phase(server->plan.guard, exchange->place, GUARD_BODY, 0);
	return MHD_YES;
}

static enum MHD_Result
body_came(struct http_exchange *exchange, const char *bytes, size_t n)
{
	struct http_body	*body = &exchange->body;

	http_body_put(body, (str){ bytes, n });
	guard_phase(exchange->server->plan.guard, exchange->place, GUARD_BODY,
	    body->n);
	return body->n > body->limit + DROPPED ? MHD_NO : MHD_YES;
}

/*
 * The request is whole: answer it at once, or let a thread answer it.  (The
 * library closes a connection that is answered at the call before this one.)
 */
static enum MHD_Result
hand_on(struct http_exchange *exchange)
{
	struct http_mhd		*server = exchange->server;
	struct http_request	*request = &exchange->request;
	struct http_ready	 ready = { .reply = { .status = 200 } };

	take_headers(exchange, server->header, request);
	if (server->plan.calls->at_once(server->plan.site, request, &ready))
		return send_ready(exchange, &ready);
	request->body = http_body_whole(&exchange->body);
	if (exchange->body.status != 0)
		return refuse(exchange, exchange->body.status);
	exchange->step = STEP_WORK;
	guard_phase(server->plan.guard, exchange->place, GUARD_WORK, 0);
	MHD_suspend_connection(exchange->connection);
	if (!server->plan.calls->hand_on(server->plan.site, exchange))
		MHD_resume_connection(exchange->connection);
	return MHD_YES;
}

static enum MHD_Result
on_call(void *context, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *bytes, size_t *n,
    void **request)
{
	struct http_exchange	*exchange = *request;
	enum MHD_Result		 answer;

	(void)context;
	(void)connection;
	(void)url;
	if (exchange == NULL)
		return MHD_NO;
	switch (exchange->step) {
	case STEP_LINE:
		return head_came(exchange, method, version);
	case STEP_BODY:
		if (*n == 0)
			return hand_on(exchange);
		answer = body_came(exchange, bytes, *n);
		*n = 0;
		return answer;
	case STEP_WORK:
		if (exchange->response == NULL)
			return refuse(exchange, 503);
		return send_reply(exchange, exchange->response);
	default:
		return MHD_NO;
	}
}

/* The library will write into the target as it came. */
static str
copy_target(struct http_exchange *exchange, const char *target)
{
	size_t	n = strlen(target);

	if (n < TARGET) {
		memcpy(exchange->target, target, n + 1);
		return (str){ exchange->target, n };
	}
	exchange->arena = arena_new(POOL_BYTES * 2);
	return str_copy(exchange->arena, (str){ target, n });
}

/* The first line of a request came. */
static void *
on_line(void *context, const char *target, struct MHD_Connection *connection)
{
	struct http_mhd		*server = context;
	struct http_exchange	*exchange = MHD_get_connection_info(connection,
				    MHD_CONNECTION_INFO_SOCKET_CONTEXT)
				    ->socket_context;
	int			 place;

	if (exchange == NULL)
		return NULL;
	place = exchange->place;
	memset(exchange, 0, offsetof(struct http_exchange, target));
	exchange->server = server;
	exchange->connection = connection;
	exchange->place = place;
	exchange->step = STEP_LINE;
	exchange->began = guard_now();
	exchange->body.fd = -1;
	for (int i = 0; i < 16; i++)
		exchange->id[i] = "0123456789abcdef"[((i < 8 ? server->boot :
		    server->requests) >> (28 - i % 8 * 4)) & 15];
	server->requests++;
	exchange->request.id = (str){ exchange->id, 16 };
	exchange->request.at = dial_now(server->plan.dial);
	exchange->request.dialled = dial_set(server->plan.dial);
	exchange->request.target = copy_target(exchange, target);
	exchange->request.peer = guard_peer(server->plan.guard,
	    exchange->place);
	exchange->ended = (struct http_ended){ .id = exchange->request.id,
	    .method = "OTHER", .route = "-", .began = exchange->request.at };
	guard_phase(server->plan.guard, exchange->place, GUARD_HEAD, 0);
	return exchange;
}

static void
end(struct http_exchange *exchange)
{
	struct http_mhd	*server = exchange->server;

	if (exchange->step == STEP_NONE)
		return;
	exchange->ended.took = guard_now() - exchange->began;
	server->plan.calls->ended(server->plan.site, &exchange->ended);
	http_body_end(&exchange->body);
	if (exchange->arena != NULL)
		arena_free(exchange->arena);
	exchange->arena = NULL;
	exchange->step = STEP_NONE;
	guard_phase(server->plan.guard, exchange->place, GUARD_IDLE, 0);
}

static void
on_end(void *context, struct MHD_Connection *connection, void **request,
    enum MHD_RequestTerminationCode code)
{
	struct http_exchange	*exchange = *request;

	(void)context;
	(void)connection;
	(void)code;
	if (exchange != NULL)
		end(exchange);
}

static void
on_connection(void *context, struct MHD_Connection *connection,
    void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct http_mhd		*server = context;
	struct http_exchange	*exchange = *socket_context;
	const struct sockaddr	*address;
	char			 text[INET6_ADDRSTRLEN];
	int			 fd, place;

	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		if (exchange == NULL)
			return;
		end(exchange);
		guard_leave(server->plan.guard, exchange->place);
		return;
	}
	fd = MHD_get_connection_info(connection,
	    MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	address = MHD_get_connection_info(connection,
	    MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
	place = guard_enter(server->plan.guard, fd, address, proxy_trusts(
	    server->plan.proxies, guard_address(address, text)));
	if (place < 0) {
		(void)shutdown(fd, SHUT_RDWR);
		return;
	}
	server->exchange[place].server = server;
	server->exchange[place].place = place;
	server->exchange[place].step = STEP_NONE;
	*socket_context = &server->exchange[place];
}

/* --- from other threads -------------------------------------------------- */

void
http_mhd_request(struct http_exchange *exchange, struct arena *arena,
    struct http_request *ret)
{
	struct http_header	*room = arena_array(arena, HTTP_HEADERS + 1,
				    sizeof *room);

	*ret = exchange->request;
	take_headers(exchange, room, ret);
}

void
http_mhd_answer(struct http_exchange *exchange, struct arena *arena,
    const struct http_reply *reply)
{
	struct http_reply	 ended = *reply;
	struct MHD_Response	*response;

	response = MHD_create_response_from_buffer(reply->bytes.n,
	    (void *)(uintptr_t)reply->bytes.at, MHD_RESPMEM_MUST_COPY);
	for (size_t i = 0; i < ended.headers; i++)
		ended.header[i] = (struct http_header){
		    str_of(str_c(arena, reply->header[i].name)),
		    str_of(str_c(arena, reply->header[i].value)) };
	if (response != NULL)
		add_headers(exchange, response, &ended);
	note(exchange, reply);
	exchange->response = response;
	MHD_resume_connection(exchange->connection);
}

/* --- starting and ending ------------------------------------------------- */

enum err
http_mhd_start(struct arena *arena, const struct http_mhd_plan *plan,
    struct http_mhd **ret, struct fault *fault)
{
	struct http_mhd	*server = arena_alloc(arena, sizeof *server);

	server->plan = *plan;
	server->exchange = arena_array(arena, plan->connections,
	    sizeof *server->exchange);
	server->boot = (uint64_t)guard_now() ^ str_hash(str_int(arena,
	    getpid()));
	server->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
	    MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_TURBO, 0, NULL,
	    NULL, on_call, server,
	    MHD_OPTION_LISTEN_SOCKET, plan->listener,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_BYTES,
	    MHD_OPTION_CONNECTION_LIMIT, plan->connections,
	    MHD_OPTION_CONNECTION_TIMEOUT, plan->idle,
	    MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
	    MHD_OPTION_NOTIFY_COMPLETED, on_end, server,
	    MHD_OPTION_URI_LOG_CALLBACK, on_line, server,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
	    MHD_OPTION_END);
	*ret = server;
	if (server->daemon == NULL)
		return FAIL(fault, ERR_STORE, "web.no_server");
	return OK;
}

void
http_mhd_quiesce(struct http_mhd *server)
{
	atomic_store(&server->closing, true);
	(void)MHD_quiesce_daemon(server->daemon);
}

void
http_mhd_stop(struct http_mhd *server)
{
	MHD_stop_daemon(server->daemon);
}
