// A listener that counts whatever reaches it, and the ways a script can try to reach it. Each way is proven to work from a
// page without a policy before a page with one is said to stop it.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface NetworkSink {
  /** `http://127.0.0.1:port/`, an origin foreign to the site under test. */
  readonly address: string;
  /** A UDP port, where STUN packets would arrive. */
  readonly udpPort: number;
  /** The first part of each path asked for, and `stun` for a packet. */
  readonly hits: ReadonlySet<string>;
  forget(): void;
  close(): Promise<void>;
}

export async function openSink(): Promise<NetworkSink> {
  const hits = new Set<string>();
  const note = (url = ''): void => {
    const way = /^\/([\w-]+)/.exec(url)?.[1];
    if (way !== undefined && way !== 'favicon') hits.add(way);
  };
  const web = createServer((request, response) => {
    note(request.url);
    const script = request.url?.endsWith('.js') === true;
    const stream = request.url?.startsWith('/event-source') === true;
    if (request.url === '/allowlist') response.setHeader('Connection-Allowlist', '(response-origin)');
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Content-Type': script ? 'text/javascript' : stream ? 'text/event-stream' : 'text/html',
    });
    response.end();
  });
  web.on('upgrade', (request, socket) => {
    note(request.url);
    socket.destroy();
  });
  const datagrams = createSocket('udp4', () => hits.add('stun'));
  web.listen(0, '127.0.0.1');
  datagrams.bind(0, '127.0.0.1');
  await Promise.all([once(web, 'listening'), once(datagrams, 'listening')]);
  return {
    address: `http://127.0.0.1:${String((web.address() as AddressInfo).port)}/`,
    udpPort: datagrams.address().port,
    hits,
    forget: () => {
      hits.clear();
    },
    close: async () => {
      datagrams.close();
      web.close();
      web.closeAllConnections();
      await once(web, 'close');
    },
  };
}

/** In a page: everything that a policy of the page can stop. Resolves when every attempt has come to something. */
export async function tryFromPage(address: string): Promise<void> {
  const settled = (start: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      // An attempt that neither succeeds nor fails must not hold up the rest.
      setTimeout(resolve, 3000);
      try {
        start(resolve);
      } catch {
        resolve();
      }
    });
  const element = (tag: string, set: (made: HTMLElement) => void): Promise<void> =>
    settled((done) => {
      const made = document.createElement(tag);
      made.addEventListener('load', done);
      made.addEventListener('error', done);
      set(made);
      document.body.append(made);
    });
  await Promise.all([
    fetch(`${address}fetch`, { mode: 'no-cors' }).catch(() => undefined),
    fetch(`${address}keepalive`, { mode: 'no-cors', keepalive: true }).catch(() => undefined),
    import(/* @vite-ignore */ `${address}import.js`).catch(() => undefined),
    settled((done) => {
      const request = new XMLHttpRequest();
      request.addEventListener('loadend', done);
      request.open('GET', `${address}xhr`);
      request.send();
    }),
    settled((done) => {
      navigator.sendBeacon(`${address}beacon`, 'x');
      setTimeout(done, 300);
    }),
    settled((done) => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}web-socket`);
      socket.addEventListener('close', done);
      socket.addEventListener('error', done);
    }),
    settled((done) => {
      const source = new EventSource(`${address}event-source`);
      const end = (): void => {
        source.close();
        done();
      };
      source.addEventListener('open', end);
      source.addEventListener('error', end);
    }),
    element('img', (made) => {
      made.setAttribute('src', `${address}image`);
    }),
    element('script', (made) => {
      made.setAttribute('src', `${address}script.js`);
    }),
    element('link', (made) => {
      made.setAttribute('rel', 'stylesheet');
      made.setAttribute('href', `${address}style`);
    }),
    element('iframe', (made) => {
      made.setAttribute('src', `${address}frame`);
    }),
    element('object', (made) => {
      made.setAttribute('data', `${address}object`);
    }),
    element('video', (made) => {
      made.setAttribute('src', `${address}video`);
    }),
    settled((done) => {
      // Into a frame of its own, so that a form that does get through leaves the page standing.
      const frame = document.createElement('iframe');
      frame.name = 'form-target';
      const form = document.createElement('form');
      form.action = `${address}form`;
      form.target = frame.name;
      document.body.append(frame, form);
      form.submit();
      setTimeout(done, 500);
    }),
  ]);
}

export const waysFromPage = [
  ...['fetch', 'keepalive', 'import', 'xhr', 'beacon', 'web-socket', 'event-source'],
  ...['image', 'script', 'style', 'frame', 'object', 'video', 'form'],
];

/** In a worker, of either kind. */
export async function tryFromWorker(address: string): Promise<void> {
  const settled = (start: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, 3000);
      try {
        start(resolve);
      } catch {
        resolve();
      }
    });
  await Promise.all([
    fetch(`${address}fetch`, { mode: 'no-cors' }).catch(() => undefined),
    import(/* @vite-ignore */ `${address}import.js`).catch(() => undefined),
    settled((done) => {
      const request = new XMLHttpRequest();
      request.addEventListener('loadend', done);
      request.open('GET', `${address}xhr`);
      request.send();
    }),
    settled((done) => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}web-socket`);
      socket.addEventListener('close', done);
      socket.addEventListener('error', done);
    }),
    settled((done) => {
      const source = new EventSource(`${address}event-source`);
      const end = (): void => {
        source.close();
        done();
      };
      source.addEventListener('open', end);
      source.addEventListener('error', end);
    }),
    settled((done) => {
      const code = `fetch(${JSON.stringify(`${address}nested`)}, { mode: 'no-cors' }).finally(() => postMessage(0))`;
      const nested = new Worker(URL.createObjectURL(new Blob([code])));
      nested.addEventListener('message', done);
      nested.addEventListener('error', done);
    }),
  ]);
}

export const waysFromWorker = ['fetch', 'import', 'xhr', 'web-socket', 'event-source', 'nested'];

/** In a page: what no CSP stops, but for the page's own navigation, after which it could not report. */
export async function tryPastPolicy({
  address,
  udpPort,
}: {
  address: string;
  udpPort: number;
}): Promise<void> {
  window.open(`${address}window`);
  const anchor = document.createElement('a');
  anchor.href = `${address}link`;
  anchor.target = '_blank';
  anchor.rel = 'noopener';
  document.body.append(anchor);
  anchor.click();
  try {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${String(udpPort)}` }] });
    // It goes on asking for as long as the page is there and somebody holds it.
    Object.assign(window, { connection });
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
  } catch {
    // Refused outright, which is the point.
  }
}

export const waysPastPolicy = ['window', 'link', 'stun', 'navigation'];
