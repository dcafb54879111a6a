// What becomes of measured values: the median and the spread.

/** The value below which this part of them lies. */
export function quantile(values, part) {
  const sorted = [...values].sort((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Three digits are all that such a figure can say. */
const short = (value) => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

/** `median (lowest to highest) unit`, each with its name before it. */
export function line(name, values, unit) {
  const [middle, lowest, highest] = [quantile(values, 0.5), Math.min(...values), Math.max(...values)].map(short);
  return `${name.padEnd(58)} ${`${middle} (${lowest} to ${highest})`.padStart(26)}  ${unit}`;
}

/** A line for each figure of several runs, which all tell the same figures: `{ name: [value, unit] }`. */
export function table(runs) {
  return Object.entries(runs[0]).map(([name, [, unit]]) => line(name, runs.map((run) => run[name][0]), unit));
}
