// How near two words are, for what was mistyped.

/**
 * How many letters to add, drop, change or swap with a neighbour; `most + 1` once it is more.
 * @param {string} one @param {string} other @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        now[j] = Math.min(now[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = now;
  }
  return Math.min(last[other.length], most + 1);
}

/**
 * The nearest of `words`, or nothing where none is near: one slip in a word of five letters or more,
 * two in a long one.
 * @param {string} word @param {Iterable<string>} words
 */
export function nearest(word, words) {
  let found;
  let most = word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
  for (const other of words) {
    const far = most && other[0] === word[0] ? distance(word, other, most) : most + 1;
    if (far <= most) {
      found = other;
      most = far - 1;
    }
  }
  return found;
}
