/** A small form that stands where its button stood: the focus goes into it, and back when it is closed. */
import { useEffect, useRef, useState, type RefObject } from 'react';

export interface Asking<E extends HTMLElement> {
  asks: boolean;
  ask: () => void;
  close: () => void;
  /** of what holds the form */
  form: RefObject<E | null>;
  /** of the button that opens it */
  button: RefObject<HTMLButtonElement | null>;
}

export function useAsking<E extends HTMLElement = HTMLDivElement>(): Asking<E> {
  const [asks, setAsks] = useState(false);
  const form = useRef<E>(null);
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(asks);
  useEffect(() => {
    if (before.current === asks) return;
    before.current = asks;
    const first = form.current?.querySelector<HTMLElement>('input, select, textarea, button');
    (asks ? first : button.current)?.focus();
  }, [asks]);
  return { asks, ask: () => setAsks(true), close: () => setAsks(false), form, button };
}
