// List prices in USD, for the alarm on cost and the dashboard: AWS price lists, region us-east-1, read in 2026-11. Other
// regions differ by some tenths; who pays less by contract reads the figure as an upper bound.

/** DynamoDB, on demand, standard class: 0.125 USD for a million read request units. */
export const READ_UNIT_USD = 0.125e-6;
/** DynamoDB, on demand, standard class: 0.625 USD for a million write request units. */
export const WRITE_UNIT_USD = 0.625e-6;
/** Lambda on arm64, first tier: for a second of one GB of memory. */
export const LAMBDA_GB_SECOND_USD = 0.0000133334;
