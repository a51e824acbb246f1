import { areas } from '../cases/index.ts';
import type { CaseResult, Report } from '../runner.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML 1.0: escaped, and without the characters that it cannot hold. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const testCase = (
  code: string,
  { id, title, rule, severity, outcome, reason, excerpt, durationMs }: CaseResult,
): string => {
  const open = `    <testcase classname="${xml(code)}" name="${xml(`${id} ${title}`)}" time="${seconds(durationMs)}">`;
  const properties = `<properties><property name="severity" value="${severity}"/><property name="rule" value="${xml(rule)}"/></properties>`;
  const detail =
    outcome === 'failed'
      ? `<failure type="${severity}" message="${xml(reason ?? '')}">${xml(excerpt ?? '')}</failure>`
      : outcome === 'left-out'
        ? `<skipped message="${xml(reason ?? '')}"/>`
        : '';
  return `${open}${properties}${detail}</testcase>`;
};

/** The report as JUnit XML, one suite for each area. */
export const junitReport = ({ results, failed, leftOut, durationMs, startedAt }: Report): string => {
  const suites = areas.flatMap(({ code, title }) => {
    const own = results.filter(({ id }) => id.startsWith(`${code}-`));
    if (own.length === 0) return [];
    const count = (outcome: CaseResult['outcome']): number =>
      own.filter((result) => result.outcome === outcome).length;
    const time = own.reduce((sum, result) => sum + result.durationMs, 0);
    return [
      `  <testsuite name="${xml(`${code} ${title}`)}" tests="${own.length}" failures="${count('failed')}" skipped="${count('left-out')}" time="${seconds(time)}" timestamp="${startedAt}">`,
      ...own.map((result) => testCase(code, result)),
      '  </testsuite>',
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Fale Conosco conformance" tests="${results.length}" failures="${failed}" skipped="${leftOut}" time="${seconds(durationMs)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};
