/** How hard a grid is to read, by the four rules of the standard: the mask with the least wins. */
export function penalty(grid: readonly (readonly boolean[])[]): number {
  const size = grid.length;
  const columns = grid.map((_, x) => grid.map((row) => row[x] ?? false));
  const dark = grid.flat().filter(Boolean).length;
  const share = Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size));
  return [...grid, ...columns].reduce((sum, line) => sum + runs(line) + finders(line), 0) + blocks(grid) + share * 10;
}

/** Five or more alike in a line. */
function runs(line: readonly boolean[]): number {
  let [sum, length] = [0, 1];
  for (let i = 1; i <= line.length; i++) {
    if (i < line.length && line[i] === line[i - 1]) {
      length++;
    } else {
      sum += length >= 5 ? length - 2 : 0;
      length = 1;
    }
  }
  return sum;
}

/** What looks like the corner of a code. */
function finders(line: readonly boolean[]): number {
  const text = line.map((dark) => (dark ? "1" : "0")).join("");
  return ["10111010000", "00001011101"].reduce((sum, pattern) => {
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
      sum += 40;
    }
    return sum;
  }, 0);
}

/** Four alike in a square. */
function blocks(grid: readonly (readonly boolean[])[]): number {
  let sum = 0;
  for (let y = 1; y < grid.length; y++) {
    for (let x = 1; x < grid.length; x++) {
      const dark = grid[y]?.[x];
      sum += dark === grid[y - 1]?.[x] && dark === grid[y]?.[x - 1] && dark === grid[y - 1]?.[x - 1] ? 3 : 0;
    }
  }
  return sum;
}
