/** A request or a download that failed, and whether another try may help. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  /** Another try may succeed. */
  readonly passing: boolean;
  /** Seconds that the publisher asks to wait. */
  readonly retryAfter: number | null;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The publisher could not be reached at all. */
  readonly unreachable: boolean;

  constructor(
    message: string,
    details: { passing?: boolean; retryAfter?: number | null; status?: number; unreachable?: boolean } = {},
  ) {
    super(message);
    this.passing = details.passing ?? false;
    this.retryAfter = details.retryAfter ?? null;
    this.status = details.status ?? null;
    this.unreachable = details.unreachable ?? false;
  }
}
