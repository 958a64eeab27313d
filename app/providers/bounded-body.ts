/** The text of an answer; null where it is longer than `bytesMax`, and then the rest is not read. */
export async function boundedBody(answer: Response, bytesMax: number): Promise<string | null> {
  if (answer.body === null) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.length;
    // Leaving the loop cancels the body.
    if (bytes > bytesMax) return null;
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}
