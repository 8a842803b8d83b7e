import { useEffect, useState } from 'react';
import { useStore } from '../live/store.ts';
import type { SensorOnWire } from './sensor-row.ts';

const EVERY_MS = 15_000;

/** How each registered sensor speaks, asked anew every 15 seconds; `undefined` before the first answer. */
export function useSensors(): readonly SensorOnWire[] | undefined {
  const { node } = useStore();
  const [sensors, setSensors] = useState<readonly SensorOnWire[]>();
  useEffect(() => {
    let over = false;
    const ask = async (): Promise<void> => {
      const answer = await node.sensors();
      if (!over && answer.ok) setSensors(answer.value);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [node]);
  return sensors;
}
