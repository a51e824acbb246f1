/**
 * Loaded before every test file in the browser: a test fails when the page logs an error during it, or loses a rejected
 * promise (which the test framework logs as one). A test that expects an error replaces console.error for its time.
 */
import { setSpread } from '../../packages/ui/src/client/live-controller.ts';

// What other pages would wait for, so as not to read all at once, a test does not.
setSpread(0);

// Tests run on lit's development build because it tells of misuse; that it is the development build needs no telling.
globalThis.litIssuedWarnings = new Set(['dev-mode']);

const reported = [];
const log = console.error.bind(console);
console.error = (...parts) => {
  reported.push(parts.map(String).join(' '));
  log(...parts);
};

/** Throws what was reported since the last call, after giving rejected promises the time to be told. */
async function throwReported() {
  await new Promise((resolve) => setTimeout(resolve));
  if (reported.length > 0) throw new Error(`console.error: ${reported.splice(0).join('; ')}`);
}

beforeEach(function watchTest() {
  const test = this.currentTest;
  const body = test.fn;
  test.fn = async function watched() {
    await body.call(this);
    await throwReported();
  };
});

afterEach(function forgetWithFailure() {
  if (this.currentTest.state === 'failed') reported.length = 0;
});

after(throwReported);
