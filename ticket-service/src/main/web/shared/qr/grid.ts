import type { Bytes } from "./correction";
import { penalty } from "./penalty";

type Mask = (x: number, y: number) => boolean;

/** By their number. */
const MASKS: readonly Mask[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => (x * y) % 2 + (x * y) % 3 === 0,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2 === 0,
  (x, y) => ((x + y) % 2 + (x * y) % 3) % 2 === 0,
];

/** The square of modules: patterns first, then the data around them, then the mask that makes it easiest to read. */
export class Grid {
  private readonly size: number;
  private readonly dark: boolean[][];
  private readonly fixed: boolean[][];

  private constructor(private readonly version: number) {
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
  }

  static holding(version: number, codewords: Bytes): readonly (readonly boolean[])[] {
    const grids = MASKS.map((mask, number) => {
      const grid = new Grid(version);
      grid.drawPatterns();
      grid.drawFormat(number);
      grid.drawVersion();
      grid.fill(codewords, mask);
      return grid.dark;
    });
    return grids.reduce((best, grid) => (penalty(grid) < penalty(best) ? grid : best));
  }

  private set(x: number, y: number, dark: boolean): void {
    const [row, fixed] = [this.dark[y], this.fixed[y]];
    if (row !== undefined && fixed !== undefined && x >= 0 && x < this.size) {
      row[x] = dark;
      fixed[x] = true;
    }
  }

  private drawPatterns(): void {
    for (let i = 0; i < this.size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    this.drawFinder(3, 3);
    this.drawFinder(this.size - 4, 3);
    this.drawFinder(3, this.size - 4);
    const positions = this.alignments();
    const last = positions.length - 1;
    positions.forEach((x, i) => positions.forEach((y, j) => {
      if (!(i === 0 && j === 0) && !(i === 0 && j === last) && !(i === last && j === 0)) {
        this.drawSquare(x, y, 2, (distance) => distance !== 1);
      }
    }));
  }

  private drawFinder(x: number, y: number): void {
    this.drawSquare(x, y, 4, (distance) => distance !== 2 && distance !== 4);
  }

  private drawSquare(x: number, y: number, reach: number, dark: (distance: number) => boolean): void {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        this.set(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  }

  private alignments(): number[] {
    if (this.version === 1) {
      return [];
    }
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.floor((this.version * 4 + count * 2 + 1) / (count * 2 - 2)) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, i) => this.size - 7 - (count - 2 - i) * step)];
  }

  /** Level M is 0; ten bits of correction, twice. */
  private drawFormat(mask: number): void {
    let rest = mask;
    for (let i = 0; i < 10; i++) {
      rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    }
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (i: number) => ((bits >>> i) & 1) === 1;
    for (let i = 0; i < 15; i++) {
      this.set(8, i < 6 ? i : i < 8 ? i + 1 : this.size - 15 + i, bit(i));
      this.set(i < 8 ? this.size - 1 - i : i === 8 ? 7 : 14 - i, 8, bit(i));
    }
    this.set(8, this.size - 8, true);
  }

  private drawVersion(): void {
    if (this.version < 7) {
      return;
    }
    let rest = this.version;
    for (let i = 0; i < 12; i++) {
      rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    }
    const bits = (this.version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const [far, near] = [this.size - 11 + i % 3, Math.floor(i / 3)];
      this.set(far, near, ((bits >>> i) & 1) === 1);
      this.set(near, far, ((bits >>> i) & 1) === 1);
    }
  }

  /** Up and down in pairs of columns, from the right, around what is fixed. */
  private fill(codewords: Bytes, mask: Mask): void {
    let bit = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      right = right === 6 ? 5 : right;
      const upward = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = upward ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          bit = this.put(x, y, codewords, bit, mask);
        }
      }
    }
  }

  private put(x: number, y: number, codewords: Bytes, bit: number, mask: Mask): number {
    const row = this.dark[y];
    if (row === undefined || this.fixed[y]?.[x]) {
      return bit;
    }
    const dark = (((codewords[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1;
    row[x] = dark !== mask(x, y);
    return bit + 1;
  }
}
