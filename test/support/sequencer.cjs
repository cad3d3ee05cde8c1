/** The order of the test files: on a fresh clone Jest knows no durations and goes by size, so the longest, which are short to read, came last. */
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take a minute and more, the longest first; begun at the end, they keep one worker busy while the other has nothing left. */
const long = [
  'test/proof/proof.spec.ts',
  'test/web/accessibility.spec.ts',
  'test/stories/stories.spec.ts',
  'test/crash/crash.spec.ts',
  'test/start/start.spec.ts',
  'test/attack/attack.spec.ts',
  'test/chaos/chaos.spec.ts',
  'test/stories/outage-year.spec.ts',
  'test/api/grown.spec.ts',
  'test/web/year.spec.ts',
  'test/stories/closing-year.spec.ts',
  'test/simulation/simulation.spec.ts',
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = long.findIndex((name) => path.endsWith(name));
      return found < 0 ? long.length : found;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
