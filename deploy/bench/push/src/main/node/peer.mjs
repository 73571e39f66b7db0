// web-push for Node as a peer: writes requests, or sends them.
//   node peer.mjs write|send < {library, subscription, vapid, message, seconds, warmUp, messages}
// Prints a first request as JSON, then messages, nanoseconds on the wall and of the processor.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const task = JSON.parse(readFileSync(0, 'utf8'));
const webPush = createRequire(task.library + '/')('web-push');
const message = Buffer.from(task.message, 'base64');
const options = { vapidDetails: task.vapid, contentEncoding: 'aes128gcm', TTL: 60 };
const IN_FLIGHT = 100;

async function measured(warmUp, work) {
  await warmUp();
  const wall = process.hrtime.bigint();
  const used = process.cpuUsage();
  const messages = await work();
  const { user, system } = process.cpuUsage(used);
  console.log(`${messages} ${process.hrtime.bigint() - wall} ${(user + system) * 1000}`);
}

// Of the processor: those on the wall say nothing on a busy machine.
function writeFor(seconds) {
  const end = process.cpuUsage().user + seconds * 1e6;
  let messages = 0;
  while (process.cpuUsage().user < end) {
    webPush.generateRequestDetails(task.subscription, message, options);
    messages += 1;
  }
  return messages;
}

async function sendAll(messages) {
  let left = messages;
  const one = async () => {
    while (left-- > 0) {
      await webPush.sendNotification(task.subscription, message, options);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  return messages;
}

const first = webPush.generateRequestDetails(task.subscription, message, options);
console.log(JSON.stringify({ body: first.body.toString('base64'), authorization: first.headers.Authorization }));
if (process.argv[2] === 'write') {
  await measured(() => writeFor(task.warmUp), () => writeFor(task.seconds));
} else {
  await measured(() => sendAll(task.warmUp), () => sendAll(task.messages));
}
