// Ends while workers load the package: after as many turns of the event loop as the first argument says.
import { Worker } from 'node:worker_threads';

for (let i = 0; i < 6; i++) new Worker(new URL('load.mjs', import.meta.url));
for (let turns = Number(process.argv[2]); turns > 0; turns--) {
  await new Promise((resolve) => setTimeout(resolve, 1));
}
process.exit(9);
