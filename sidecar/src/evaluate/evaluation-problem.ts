/** What the person who called the command has to mend: told as a sentence, without a stack. */
export class EvaluationProblem extends Error {
  override readonly name = 'EvaluationProblem';
}
