/**
 * npm run --silent evaluate -- TASK --in FILE --out FILE: measures a judgement of the product on given data, with the
 * code and the default settings of production. Exit code 2 and no output where anything is wrong.
 */
import { EvaluationProblem } from './evaluation-problem.ts';
import { runEvaluation } from './run-evaluation.ts';

try {
  await runEvaluation(process.argv.slice(2));
} catch (error) {
  const told =
    error instanceof EvaluationProblem ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${told}\n`);
  process.exitCode = 2;
}
