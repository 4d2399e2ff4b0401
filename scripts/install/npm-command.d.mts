export function npmCommand(): [file: string, firstArguments: string[]];
