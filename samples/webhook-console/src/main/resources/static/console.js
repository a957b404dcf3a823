// All that comes from outside is put into the page as text (textContent), never as HTML.

const MAX_EVENTS = 100;
const POOLS_DELAY = 2_000;
const KEY_INTERVAL = 30_000;
const RETRY_DELAY = 2_000;

const EVENTS = {
	'campaign.started': 'Started',
	'message.sent': 'Sent',
	'message.bounced': 'Bounced',
	'reply.received': 'Reply',
};

const id = (name) => document.getElementById(name);
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const number = new Intl.NumberFormat();

function element(name, className, text) {
	const created = document.createElement(name);
	created.className = className;
	created.textContent = text ?? '';
	return created;
}

function words(value) {
	const text = value.replaceAll('_', ' ');
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function pill(target, kind, text) {
	target.dataset.kind = kind;
	target.textContent = text;
}

async function json(url) {
	const response = await fetch(url, { headers: { Accept: 'application/json' } });
	return { ok: response.ok, body: await response.json() };
}

// Events

let paused = false;
let held = [];
let latest = 0;

function row(event) {
	const item = element('li', 'event');
	item.dataset.type = event.type;
	const when = element('time', 'quiet', time.format(new Date(event.timestamp)));
	when.dateTime = event.timestamp;
	const subject = element('div', 'subject', event.subject);
	item.append(element('span', 'badge', EVENTS[event.type] ?? event.type), subject, when);
	if (event.type !== 'reply.received') {
		subject.append(' ', element('span', 'quiet', event.text));
		return item;
	}
	const text = element('p', 'text', event.text);
	if (event.classification) {
		const label = element('span', 'class', words(event.classification));
		label.dataset.class = event.classification;
		text.prepend(label, ' ');
	}
	item.append(text);
	return item;
}

function show(event) {
	const feed = id('feed');
	feed.prepend(row(event));
	while (feed.children.length > MAX_EVENTS) {
		feed.lastElementChild.remove();
	}
	id('nothing').hidden = true;
}

// what happened before the page was there is shown, but a screen reader is told what happens now
function announce(event) {
	if (event.type === 'reply.received' && !paused) {
		id('announcement').textContent = `Reply from ${event.subject}: ${words(event.classification ?? 'unclassified')}`;
	}
}

function receive(event) {
	if (event.number <= latest) {
		// the latest events come again whenever the page connects
		return;
	}
	latest = event.number;
	if (paused) {
		held.push(event);
		held = held.slice(-MAX_EVENTS);
		id('pause').textContent = `Resume (${held.length})`;
	}
	else {
		show(event);
	}
	if (event.type === 'message.sent') {
		refreshPoolsSoon();
	}
}

id('pause').addEventListener('click', () => {
	paused = !paused;
	id('pause').classList.toggle('strong', paused);
	id('pause').textContent = paused ? 'Resume' : 'Pause';
	held.forEach(show);
	held = [];
});

// Totals and chart

function showTotals(totals) {
	for (const name of ['handled', 'duplicates', 'rejected']) {
		id(name).textContent = number.format(totals[name]);
	}
	const replies = Object.entries(totals.replies).sort(([, a], [, b]) => b - a);
	const most = Math.max(...replies.map(([, count]) => count));
	id('chart').replaceChildren(...replies.map(([name, count]) => bar(name, count, most)));
	id('no-replies').hidden = replies.length > 0;
}

function bar(name, count, most) {
	const item = element('li', 'bar');
	const fill = element('span', 'fill');
	fill.dataset.class = name;
	fill.style.inlineSize = `${count * 100 / most}%`;
	const track = element('span', 'track');
	track.setAttribute('aria-hidden', 'true');
	track.append(fill);
	item.append(element('span', 'label', words(name)), track, element('span', 'count', number.format(count)));
	return item;
}

// Key and pools

async function refreshKey() {
	try {
		const { body } = await json('actuator/health/leadterra');
		const { mode, apiKey, latency, error, permission, rateLimited } = body.details ?? {};
		pill(id('key-status'), body.status === 'UP' ? 'good' : 'bad', body.status === 'UP' ? 'Good' : body.status);
		id('key-text').textContent = apiKey ?? '';
		id('key-detail').textContent = error ?? [mode && `${words(mode.toLowerCase())} mode`,
			permission && `permission ${permission}`, rateLimited && 'rate limited', latency && `checked in ${latency}`]
			.filter(Boolean).join(', ');
	}
	catch {
		pill(id('key-status'), 'bad', 'Unknown');
	}
}

let poolsTimer;

function refreshPoolsSoon() {
	poolsTimer ??= setTimeout(refreshPools, POOLS_DELAY);
}

async function refreshPools() {
	poolsTimer = undefined;
	try {
		const { ok, body } = await json('api/pools');
		id('pools-error').hidden = ok;
		if (ok) {
			id('pool-list').replaceChildren(...body.map(pool));
		}
		else {
			id('pools-error').textContent = body.detail;
		}
	}
	catch {
		id('pools-error').hidden = false;
		id('pools-error').textContent = 'The console does not answer.';
	}
}

function pool({ name, id: poolId, remainingVolume, dailyCapacity, senderCount }) {
	const item = element('li', 'pool');
	const known = remainingVolume != null && dailyCapacity != null;
	const fill = element('span', 'fill');
	fill.style.inlineSize = known ? `${Math.min(100, remainingVolume * 100 / Math.max(1, dailyCapacity))}%` : '0';
	const track = element('span', 'track');
	track.setAttribute('aria-hidden', 'true');
	track.append(fill);
	const figures = [
		known && `${number.format(remainingVolume)} of ${number.format(dailyCapacity)} mails left today`,
		senderCount != null && `${number.format(senderCount)} ${senderCount === 1 ? 'sender' : 'senders'}`,
	];
	item.append(element('b', 'name', name ?? poolId), track,
		element('span', 'quiet', figures.filter(Boolean).join(', ')));
	return item;
}

// Stand-in

async function post(url) {
	try {
		const response = await fetch(url, { method: 'POST' });
		return { status: response.status, body: await response.text() };
	}
	catch {
		return { status: 0 };
	}
}

id('launch').addEventListener('click', async () => {
	const { status } = await post('api/stand-in/campaign');
	id('outcome').textContent = { 202: 'A campaign was launched.', 409: 'The last campaign is still under way.' }[status]
		?? 'The console does not answer.';
});

id('forge').addEventListener('click', async () => {
	const { status, body } = await post('api/stand-in/forgery');
	id('outcome').textContent = status === 200 ? `The forgery was answered with ${body}.`
		: 'The console does not answer.';
});

// Start

function listen() {
	const source = new EventSource('api/events');
	source.addEventListener('open', () => {
		pill(id('connection'), 'good', 'Live');
		describe();
		refreshKey();
		refreshPools();
	});
	source.addEventListener('error', () => {
		pill(id('connection'), 'bad', 'Reconnecting');
		if (source.readyState === EventSource.CLOSED) {
			// the browser asks again after a broken connection, but not after an answer such as a proxy's 502
			setTimeout(listen, RETRY_DELAY);
		}
	});
	source.addEventListener('earlier', (message) => receive(JSON.parse(message.data)));
	source.addEventListener('delivery', (message) => {
		const event = JSON.parse(message.data);
		receive(event);
		announce(event);
	});
	source.addEventListener('totals', (message) => showTotals(JSON.parse(message.data)));
}

async function describe() {
	try {
		const { body } = await json('api/setup');
		id('stand-in').hidden = !body.standIn;
		id('source').textContent = !body.receiving
			? 'No LEADTERRA_WEBHOOK_SECRET is set, so nothing can arrive.'
			: `${body.standIn ? 'The stand-in' : body.leadterra} delivers to ${body.path}`;
	}
	catch {
		id('source').textContent = 'The console does not answer.';
	}
}

listen();
setInterval(refreshKey, KEY_INTERVAL);
