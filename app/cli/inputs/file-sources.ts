import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FileSource, type Problem, problem } from '@tidemark/engine';
import type { Stopwatch } from '../stopwatch.ts';
import type { Progress } from '../terminal/progress.ts';
import { fileProblem } from './chunks.ts';

/** Times the reading of files and tells how far it has come. */
export class FileMeter {
  private bytesExpected = 0;
  private bytesRead = 0;
  private readonly watch: Stopwatch;
  private readonly progress: Progress;

  constructor(watch: Stopwatch, progress: Progress) {
    this.watch = watch;
    this.progress = progress;
  }

  /** The file as the engine takes it. */
  source(file: string, size: number): FileSource {
    this.bytesExpected += size;
    return { name: file, read: (take) => this.read(file, take) };
  }

  private read(file: string, take: (bytes: Uint8Array) => void): Problem | null {
    return this.watch.readChunks(file, (bytes) => {
      this.bytesRead += bytes.length;
      this.progress.at(
        `reading ${path.basename(file)}`,
        Math.min(1, this.bytesRead / Math.max(1, this.bytesExpected)),
      );
      take(bytes);
    });
  }
}

/** A file named on the command line, or one of a folder that was. */
export interface Found {
  readonly source: FileSource;
  readonly fromFolder: boolean;
}

/** The files that the paths name; a folder stands for its CSV files, by name, where folders are allowed. */
export function findFiles(
  paths: readonly string[],
  folders: 'allowed' | 'refused',
  meter: FileMeter,
  problems: Problem[],
): Found[] {
  return paths.flatMap((named) => {
    try {
      const { size, isFolder } = look(named);
      if (!isFolder) return [{ source: meter.source(named, size), fromFolder: false }];
      if (folders === 'allowed') return filesOf(named, meter, problems);
      problems.push(problem('file_is_directory', { file: named }, `${named} is a folder`));
    } catch (error) {
      problems.push(fileProblem(named, error));
    }
    return [];
  });
}

function filesOf(folder: string, meter: FileMeter, problems: Problem[]): Found[] {
  const names = readdirSync(folder).filter((name) => /\.csv$/i.test(name));
  if (names.length === 0) {
    const remedy = 'Name a folder with a CSV file for each symbol or pair, or a file.';
    problems.push(
      problem('file_missing', { file: folder }, `the folder ${folder} has no CSV file`, { remedy }),
    );
  }
  return names.sort().map((name) => {
    const file = path.join(folder, name);
    return { source: meter.source(file, look(file).size), fromFolder: true };
  });
}

function look(file: string): { size: number; isFolder: boolean } {
  const found = statSync(file);
  return { size: found.size, isFolder: found.isDirectory() };
}
