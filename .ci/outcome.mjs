// From the runners' reports to numbers and names. A runner that failed without a failed test (a file that does not load, an
// error outside any test, a crash) counts as one failure, so that no trouble ends in a row of zeros.

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {readonly NotRun[]} notRun
 *
 * @typedef {object} NotRun  a skipped test
 * @property {string} name
 * @property {readonly string[]} suites  the titles around it
 */

/**
 * @param {any} report  undefined where the runner wrote none
 * @param {number} status
 * @returns {Outcome}
 */
export function vitestOutcome(report, status) {
  /** @type {any[]} */
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const having = (/** @type {readonly string[]} */ ...statuses) =>
    tests.filter((test) => statuses.includes(test.status));
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  ).length;
  return {
    passed: having('passed').length,
    failed: atLeastOne(having('failed').length + broken, status),
    notRun: having('pending', 'skipped', 'todo', 'disabled').map((test) => ({
      name: test.fullName,
      suites: test.ancestorTitles,
    })),
  };
}

/** @param {{ status: string }} test */
function isFailed({ status }) {
  return status === 'failed';
}

/**
 * @param {any} report
 * @param {number} status
 * @returns {Outcome}
 */
export function playwrightOutcome(report, status) {
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return {
    passed: expected,
    failed: atLeastOne(unexpected + flaky, status),
    notRun: (report?.suites ?? []).flatMap((/** @type {any} */ suite) => skippedIn(suite, [])),
  };
}

/**
 * @param {any} suite
 * @param {readonly string[]} trail
 * @returns {NotRun[]}
 */
function skippedIn(suite, trail) {
  const path = [...trail, suite.title];
  const specs = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'skipped')
      .map((/** @type {any} */ test) => {
        const reasons = test.annotations.map((/** @type {any} */ annotation) => annotation.description);
        const why = reasons.filter(Boolean).map((/** @type {string} */ reason) => `(${reason})`);
        return { name: [...path, spec.title, ...why].join(' '), suites: path };
      }),
  );
  return [...specs, ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => skippedIn(inner, path))];
}

/**
 * @param {number} failed
 * @param {number} status
 */
function atLeastOne(failed, status) {
  return status === 0 ? failed : Math.max(failed, 1);
}

/**
 * @typedef {object} Reason  why a suite was skipped, as tests/support/tools.ts writes it down
 * @property {string} needs
 * @property {string} suite
 */

/**
 * @param {string} list  a line each
 * @returns {readonly Reason[]}
 */
export function reasonsIn(list) {
  return [...new Set(list.split('\n').filter(Boolean))].map((line) => {
    const [needs = '', suite = ''] = line.split('\t');
    return { needs, suite };
  });
}

/**
 * What counts against a run in which nothing may be skipped: all but the suites over data that lies beside the project and
 * is no part of it. A bare clone is complete without, and nothing could install it.
 * @param {readonly NotRun[]} notRun
 * @param {readonly Reason[]} reasons
 */
export function inexcusable(notRun, reasons) {
  const beside = reasons
    .filter(({ needs }) => needs.startsWith('needs ../shared/'))
    .map(({ suite }) => suite);
  return notRun.filter(({ suites }) => !suites.some((suite) => beside.includes(suite)));
}

/**
 * The list at the end that nobody can overlook.
 * @param {readonly NotRun[]} notRun
 * @param {readonly Reason[]} reasons
 */
export function skipBox(notRun, reasons) {
  const count = notRun.length === 1 ? '1 TEST WAS NOT RUN' : `${notRun.length} TESTS WERE NOT RUN`;
  const suites = reasons.map(({ needs, suite }) => `! ${suite}: ${needs}`);
  const lines = [
    count,
    '',
    ...suites,
    ...(suites.length > 0 ? [''] : []),
    ...notRun.map(({ name }) => `- ${name}`),
  ];
  const width = Math.min(110, Math.max(...lines.map((line) => line.length)));
  const rows = lines.flatMap((line) => wrap(line, width)).map((line) => `║ ${line.padEnd(width)} ║`);
  const bar = '═'.repeat(width + 2);
  return [`╔${bar}╗`, ...rows, `╚${bar}╝`].join('\n');
}

/**
 * @param {string} line
 * @param {number} width
 */
function wrap(line, width) {
  const pieces = [];
  for (let start = 0; start < line.length; start += width) pieces.push(line.slice(start, start + width));
  return pieces.length === 0 ? [''] : pieces;
}
