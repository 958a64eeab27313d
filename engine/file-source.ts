import type { Problem } from './problems/index.ts';

/** A file that is handed over piece by piece: from a disk, a network or memory. */
export interface FileSource {
  /** As problems and explanations name it; price and rate files of a folder are named after what they hold. */
  readonly name: string;
  /** Gives all bytes in order; they are valid during the call. Answers why it could not, or null. */
  read(take: (bytes: Uint8Array) => void): Problem | null;
}

/** A file that is in memory already. */
export function fileInMemory(name: string, bytes: Uint8Array): FileSource {
  return {
    name,
    read: (take) => {
      take(bytes);
      return null;
    },
  };
}
