/**
 * Where moments lie on the timeline. System calls take microseconds, and between them there are seconds: on a scale that is
 * true to time, one would be a point or the other a void. So each step from one moment to the next is as wide as what stands
 * there needs, and grows with the logarithm of its time: the order is true, and longer is wider.
 */

/** A moment at which something begins or ends. */
interface Moment {
  readonly at: number;
  /** Pixels that the step to it has at least. */
  readonly room: number;
}

/** Pixels by which a step grows with each factor of ten above a microsecond. */
const perDecade = 7;

const stepWidth = (time: number): number => perDecade * Math.log10(1 + Math.max(0, time) / 1000);

export class Scale {
  #moments: Moment[] = [];
  /** Of each moment, from the first one; valid below `#valid`. */
  #positions: number[] = [];
  #valid = 0;

  clear(): void {
    this.#moments = [];
    this.#positions = [];
    this.#valid = 0;
  }

  /** Most moments come in their order, or nearly. */
  add(at: number, room: number): void {
    let index = this.#moments.length;
    while (index > 0 && this.#moments[index - 1]!.at > at) index--;
    if (index === this.#moments.length) this.#moments.push({ at, room });
    else this.#moments.splice(index, 0, { at, room });
    this.#valid = Math.min(this.#valid, index);
  }

  #measure(): void {
    for (let i = this.#valid; i < this.#moments.length; i++) {
      const { at, room } = this.#moments[i]!;
      const before = i === 0 ? 0 : this.#positions[i - 1]!;
      this.#positions[i] = i === 0 ? 0 : before + room + stepWidth(at - this.#moments[i - 1]!.at);
    }
    this.#positions.length = this.#moments.length;
    this.#valid = this.#moments.length;
  }

  /** How many moments are not after this one. */
  #count(at: number): number {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#moments[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Pixels from the first moment. */
  position(at: number): number {
    this.#measure();
    const index = this.#count(at) - 1;
    const last = this.#moments.length - 1;
    if (last < 0) return 0;
    if (index < 0) return -stepWidth(this.#moments[0]!.at - at);
    const { at: from } = this.#moments[index]!;
    const x = this.#positions[index]!;
    if (index === last) return x + stepWidth(at - from);
    const { at: to } = this.#moments[index + 1]!;
    return to === from ? x : x + ((at - from) / (to - from)) * (this.#positions[index + 1]! - x);
  }

  /** The moment at a position. */
  time(position: number): number {
    this.#measure();
    const last = this.#moments.length - 1;
    if (last < 0) return 0;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#positions[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    const from = this.#positions[low]!;
    const { at } = this.#moments[low]!;
    if (low === last) return at + (10 ** (Math.max(0, position - from) / perDecade) - 1) * 1000;
    const to = this.#positions[low + 1]!;
    return to === from ? at : at + ((position - from) / (to - from)) * (this.#moments[low + 1]!.at - at);
  }

  get end(): number {
    this.#measure();
    return this.#positions.at(-1) ?? 0;
  }
}
