/** Room for templates that several miners share, so that many programs cannot take more memory than one. */
export class TemplateBudget {
  private left: number;

  constructor(templates: number) {
    this.left = templates;
  }

  get isSpent(): boolean {
    return this.left <= 0;
  }

  spend(): void {
    this.left -= 1;
  }
}
