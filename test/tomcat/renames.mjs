// Puts a directory and a link that leads outside in the place of each other, until it is told to stop.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';

const { root, stop } = workerData;
const [place, directory, link] = ['place', 'directory', 'link'].map((name) => join(root, name));
while (Atomics.load(stop, 0) === 0) {
  renameSync(place, directory);
  renameSync(link, place);
  renameSync(place, link);
  renameSync(directory, place);
}
