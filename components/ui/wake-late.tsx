"use client";

import {
  Activity,
  type ComponentType,
  lazy,
  memo,
  Suspense,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";
import { useEarlyPress } from "./use-early-press";

interface AwakeProps<Props> {
  props: Props;
  onAwake: (awake: true) => void;
}

/** A part made by `wakeLate`, and its code: null once it is here. */
interface LatePart {
  fetch: () => Promise<unknown> | null;
}

/**
 * A part that stands in the page as it is sent, and wakes when the page is at rest, or as soon as somebody comes near
 * it: its code comes before nobody's. Until then it keeps the props it was sent with. What it reads from anywhere else
 * must be the same on the server and whenever it wakes.
 */
export function wakeLate<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let here = false;
  let loading: Promise<ComponentType<Props>> | null = null;
  const fetch = () => {
    loading ??= load().then((part) => {
      here = true;
      return part;
    });
    return loading;
  };
  let call = () => {};
  const called = new Promise<void>((resolve) => {
    call = resolve;
  });
  const Part = lazy(async () => {
    await Promise.race([pageAtRest(), called]);
    const Content = await fetch();
    function Awake({ props, onAwake }: AwakeProps<Props>) {
      useEffect(() => onAwake(true), [onAwake]);
      return <Content {...props} />;
    }
    return { default: Awake };
  });

  const Late = memo(function Late(props: Props) {
    const root = useRef<HTMLDivElement>(null);
    const sent = useSent();
    const [first] = useState(props);
    const [awake, setAwake] = useState(!sent);
    useEarlyPress(root, awake, call);
    const shown = awake ? props : first;
    // React empties a sleeping part that changes, so this stays one and the same until it is awake. Activity keeps what
    // was sent in its place; a Suspense of this size would be sent behind the page and shift it when it is moved in.
    const part = useMemo(() => {
      const content = <Part props={shown} onAwake={setAwake} />;
      return sent ? <Activity>{content}</Activity> : <Suspense>{content}</Suspense>;
    }, [sent, shown]);
    return (
      <div className="contents" ref={root}>
        {part}
      </div>
    );
  });
  return Object.assign(Late, { fetch: () => (here ? null : fetch()) });
}

/**
 * For a page that the browser makes: it is shown when these parts can be, and until then the page before it. The caller
 * must only ever appear with its page.
 */
export function useAtHand(...parts: readonly LatePart[]): void {
  const sent = useSent();
  for (const part of sent ? [] : parts) {
    const coming = part.fetch();
    if (coming) use(coming);
  }
}

const never = () => () => {};

/** Whether the caller is in the page as it was sent, and not made by the browser later. */
function useSent(): boolean {
  const hydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  return useState(hydrating)[0];
}
