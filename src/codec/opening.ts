/**
 * Opening what a password locks: how a wrong password leaves the readers below, and the edge where it becomes a value.
 * No failure says anything about the password or what it guards.
 */
import { failure, Malformed, success, type Result } from './malformed';

export type OpenFailure = Malformed | 'wrong-password';

/** Thrown by readers like `Malformed`, and like it never seen outside this layer. */
export class WrongPassword extends Error {
  override readonly name = 'WrongPassword';
}

/** `attempt` for readers that must wait for WebCrypto and may find the password wrong. */
export async function opening<T>(open: () => Promise<T>): Promise<Result<T, OpenFailure>> {
  try {
    return success(await open());
  } catch (error) {
    if (error instanceof Malformed) return failure(error);
    if (error instanceof WrongPassword) return failure('wrong-password');
    throw error;
  }
}
