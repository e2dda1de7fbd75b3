// Prints the closing line from the last test run's report; a failed step that is no test counts as a failure too.
import { existsSync, readFileSync } from 'node:fs';

const REPORT = 'node_modules/.cache/capnote-tests.json';
const failedSteps = Number(process.argv[2]);
const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
const failed = Math.max(numFailedTests, failedSteps, existsSync(REPORT) ? 0 : 1);
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
