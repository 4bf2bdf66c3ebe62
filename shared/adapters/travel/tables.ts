// Travel of one mode between n places.

export interface ModeTables {
  /** Seconds, n*n row-major: [from * n + to]. */
  readonly seconds: Int32Array;
  /** Metres, laid out like `seconds`. */
  readonly meters: Int32Array;
}
