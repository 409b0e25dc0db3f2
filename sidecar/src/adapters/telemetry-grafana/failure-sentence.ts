/** What an answer of Grafana means for the one who set the source up, and what to do. Never with anything secret. */
export function failureSentence(status: number, { what, message }: { what: string; message: string | null }): string {
  const told = message === null ? '' : ` ("${message}")`;
  switch (status) {
    case 401:
      return (
        `Grafana did not take the token${told}: it is wrong, has expired, or its service account is disabled; ` +
        'make a new token of a service account with the role Viewer and put it into token or tokenFile'
      );
    case 403:
      return (
        `Grafana does not let this service account ask for ${what}${told}: give it the role Viewer, or the ` +
        'permissions datasources:read and datasources:query on this data source'
      );
    case 404:
      return `Grafana does not have ${what}${told}: check the uid, and that the token is of the same organisation`;
    case 429:
      return `Grafana asks for patience${told}; it is left alone for a while`;
    default:
      return status >= 300 && status < 400
        ? `Grafana sends us elsewhere (status ${status}), which is not followed: put the final address into url`
        : `Grafana answered with status ${status}${told} to the question for ${what}`;
  }
}

const LONGEST_MESSAGE = 200;

/** What a data source says of a failure is written by others: one line, short. */
export function asMessage(told: unknown, redact: (text: string) => string): string | null {
  return typeof told === 'string' && told !== ''
    ? redact(told.slice(0, LONGEST_MESSAGE * 4).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')).slice(
        0,
        LONGEST_MESSAGE
      )
    : null;
}
