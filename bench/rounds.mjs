/** Interleaved rounds, and what is said of them. */

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

export function shuffled(items) {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
