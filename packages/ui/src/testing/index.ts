export {
  type Circumstances,
  expectAccessible,
  setCircumstances,
  sidewaysOverflow,
  WCAG_TAGS,
} from './accessibility.ts';
export { contrastRatio } from './colour.ts';
export { describeStates, expectAccessibleEverywhere } from './describe-states.ts';
export { Deferred, settleTasks, TestEvents, TestHost } from './test-host.ts';
export { waitUntil } from './wait-until.ts';
