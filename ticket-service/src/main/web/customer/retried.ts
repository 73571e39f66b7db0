import { ApiError } from "../shared/api";

/** With the same idempotency key, so that what was done but not heard is not done twice. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status !== 0 && error.status < 502)) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return work();
  }
}
