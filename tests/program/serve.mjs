// serve.mjs HOST:PORT MODE [ARGUMENT] - clients of the server, good and bad.
//
// Prints one line that says what became of it.  Nothing but Node itself.
import net from 'node:net';
import http from 'node:http';

const [address, mode, argument] = process.argv.slice(2);
const [host, port] = address.split(':');
const sleep = ms => new Promise(done => setTimeout(done, ms));

function get(path, agent) {
	return new Promise(done => {
		const asked = http.get({ host, port, path, agent }, reply => {
			reply.resume();
			reply.on('end', () => done(reply.statusCode));
			reply.on('error', () => done(0));
		});
		asked.on('error', () => done(0));
		asked.setTimeout(5000, () => asked.destroy());
	});
}

// Open a connection; .over is set when it was closed.
function connect() {
	const socket = net.connect({ host, port });
	socket.over = false;
	socket.got = '';
	socket.on('error', () => {});
	socket.on('close', () => { socket.over = true; });
	socket.setEncoding('latin1');
	return socket;
}

const HEAD = 'Host: a.example\r\n';
const slow = {
	// A byte of the head now and then.
	heads: socket => {
		socket.write('GET / HTTP/1.1\r\n' + HEAD + 'X-Slow: ');
		return () => socket.write('x');
	},
	// A body of which a byte comes now and then.
	bodies: socket => {
		socket.write('POST / HTTP/1.1\r\n' + HEAD +
		    'Content-Length: 100000\r\n\r\n');
		return () => socket.write('x');
	},
	// Many requests at once, and no reply is read.
	readers: socket => {
		socket.pause();
		socket.write(('GET /static/doc.css?v=1 HTTP/1.1\r\n' + HEAD +
		    '\r\n').repeat(4000));
		return () => {};
	},
	// Nothing at all.
	silent: () => () => {},
};

// Open many slow ones, and see that others are answered all the while.
async function hold(kind, n) {
	const sockets = Array.from({ length: n }, () => connect());
	const steps = sockets.map(socket => {
		if (kind !== 'readers')
			socket.resume();
		return slow[kind](socket);
	});
	let good = 0, asked = 0;

	for (let i = 0; i < 160; i++) {
		await sleep(250);
		sockets.forEach((socket, at) => socket.over || steps[at]());
		asked++;
		good += await get('/healthz') === 200;
		good += await get('/nowhere') === 404;
		if (sockets.every(socket => socket.over || socket.destroyed ||
		    socket.readableEnded))
			break;
		// A paused reader sees the end only when it writes.
		if (kind === 'readers' && i > 12)
			sockets.forEach(socket => socket.resume());
	}
	const closed = sockets.filter(socket => socket.over).length;

	console.log(`closed ${closed} of ${n}, answered ${good} of ${asked * 2}`);
	process.exit(0);
}

// Send the bytes of standard input, print the first lines of the replies.
async function raw() {
	const socket = connect();
	let input = '';

	for await (const part of process.stdin.setEncoding('latin1'))
		input += part;
	socket.on('data', data => { socket.got += data; });
	socket.write(input, 'latin1');
	for (let i = 0; i < 40 && !socket.over; i++)
		await sleep(50);
	for (const line of socket.got.match(/HTTP\/1\.[01] \d+/g) ?? ['nothing'])
		console.log(line);
	console.log(socket.over ? 'closed' : 'open');
	process.exit(0);
}

// Ask all the time over kept connections, for so many milliseconds.
async function load(ms) {
	const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
	const end = Date.now() + ms;
	let asked = 0, lost = 0;

	await Promise.all(Array.from({ length: 16 }, async () => {
		while (Date.now() < end) {
			asked++;
			lost += await get('/nowhere', agent) === 0;
		}
	}));
	console.log(`lost ${lost}${asked > 100 ? '' : ', too few asked'}`);
	process.exit(0);
}

if (mode in slow)
	await hold(mode, Number(argument));
else if (mode === 'raw')
	await raw();
else
	await load(Number(argument));
