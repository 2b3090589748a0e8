/** Messages in the order in which they came, and those who wait for the next. */
export interface MessageInbox<Message> {
  put(message: Message): void;
  /** The oldest message that nobody took; what {@link end} was given when none will come. */
  take(): Promise<Message>;
  /** No message will come. Those that did can still be taken. */
  end(reason: unknown): void;
}

/** Makes an inbox for one reader or several, who are served in turn. */
export function createMessageInbox<Message>(): MessageInbox<Message> {
  const messages: Message[] = [];
  const waiting: { resolve(message: Message): void; reject(reason: unknown): void }[] = [];
  let ended: { readonly reason: unknown } | null = null;
  return {
    put(message) {
      const next = waiting.shift();
      if (next === undefined) messages.push(message);
      else next.resolve(message);
    },
    take() {
      const first = messages.shift();
      if (first !== undefined) return Promise.resolve(first);
      if (ended !== null) return Promise.reject(ended.reason);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    end(reason) {
      ended = { reason };
      for (const { reject } of waiting.splice(0)) reject(reason);
    },
  };
}
