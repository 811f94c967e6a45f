import { createElement as el, useEffect, useRef, useState } from "react";
import { browserCode, lineProblem, openDevice } from "./device_problems.js";
import { Readings, spoken } from "./readings.jsx";

const stop = (stream) => stream?.getTracks().forEach((track) => track.stop());

function Words({ text, ...props }) {
  return el("p", props, el(Readings, { text }));
}

function Button({ look, children, ...props }) {
  return el("button", { type: "button", className: look, ...props }, el("span", null, el(Readings, { text: children })));
}

/** What is wrong, and how it is mended in this browser. */
function Problem({ code, words, look }) {
  const needsBrowser = code === "denied";
  return el(
    "div",
    { className: look.problem },
    el(Words, { text: words[`problem.${code}`], className: look.strong }),
    needsBrowser ? el(Words, { text: words[`help.${browserCode(navigator)}`] }) : null,
    el(Words, { text: words["problem.anyway"] }),
  );
}

/** One device: its state in words, what can be done, and what it shows. */
function Device({ name, words, look, state, children }) {
  const said = state.problem ? words["state.problem"] : words[`state.${state.code}`];
  return el(
    "section",
    { className: look.device, "aria-labelledby": `device-${name}`, "data-device": name, "data-state": state.problem ?? state.code },
    el(
      "div",
      { className: look.row },
      el("h3", { id: `device-${name}`, className: look.heading }, el(Readings, { text: words[name] })),
      el("span", { className: look[state.problem ? "bad" : state.code] }, el(Readings, { text: said })),
    ),
    el("p", { role: "status", className: "sr-only" }, state.code === "untried" ? "" : `${spoken(words[name])}: ${spoken(said)}`),
    state.problem ? el(Problem, { code: state.problem, words, look }) : null,
    children,
  );
}

const UNTRIED = { code: "untried" };

function useDevice(wish) {
  const [state, setState] = useState(UNTRIED);
  const stream = useRef(null);
  useEffect(() => () => stop(stream.current), []);
  const begin = async () => {
    stop(stream.current);
    setState({ code: "asking" });
    const found = await openDevice(wish, navigator, window.isSecureContext);
    stream.current = found.stream ?? null;
    setState(found.problem ? { code: "problem", problem: found.problem } : { code: "on", stream: found.stream });
  };
  const end = () => {
    stop(stream.current);
    stream.current = null;
    setState({ code: "works" });
  };
  return [state, begin, end];
}

function Camera({ words, look }) {
  const [state, begin, end] = useDevice({ video: { facingMode: "user" } });
  const video = useRef(null);
  useEffect(() => {
    if (video.current && state.stream) video.current.srcObject = state.stream;
  }, [state.stream]);
  return el(
    Device,
    { name: "camera", words, look, state },
    state.code === "on"
      ? el("video", { ref: video, autoPlay: true, playsInline: true, muted: true, className: look.video, "aria-label": spoken(words["camera.picture"]) })
      : null,
    state.code === "on" ? el(Words, { text: words["camera.seen"] }) : null,
    state.code === "on"
      ? el(Button, { look: look.button, onClick: end }, words["camera.stop"])
      : el(Button, { look: look.button, onClick: begin, "aria-describedby": "device-camera" }, words[state.code === "untried" ? "try" : "again"]),
  );
}

/** How loud a stream is just now, 0 to 100; the loudest so far tells whether the microphone hears. */
function useLevel(stream, onHeard) {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!stream) return undefined;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
      const now = Math.min(100, Math.round((loudest / 128) * 200));
      setLevel(now);
      if (now > 15) onHeard();
    }, 100);
    return () => {
      clearInterval(timer);
      context.close();
    };
  }, [stream]);
  return level;
}

function Microphone({ words, look }) {
  const [state, begin, end] = useDevice({ audio: true });
  const [isHeard, setHeard] = useState(false);
  const level = useLevel(state.code === "on" ? state.stream : null, () => setHeard(true));
  const shown = state.code === "on" && isHeard ? { ...state, code: "heard" } : state;
  return el(
    Device,
    { name: "microphone", words, look, state: shown },
    state.code === "on" ? el(Words, { text: words[isHeard ? "microphone.heard" : "microphone.speak"] }) : null,
    state.code === "on"
      ? el("meter", { min: 0, max: 100, value: level, className: look.meter, "aria-label": spoken(words["microphone.level"]) })
      : null,
    state.code === "on"
      ? el(Button, { look: look.button, onClick: end }, words["microphone.stop"])
      : el(Button, { look: look.button, onClick: begin, "aria-describedby": "device-microphone" }, words[state.code === "untried" ? "try" : "again"]),
  );
}

/** Play two soft tones; resolves when they are over. */
function playTones() {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = 0.15;
  gain.connect(context.destination);
  [523, 659].forEach((pitch, place) => {
    const tone = context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(gain);
    tone.start(context.currentTime + place * 0.5);
    tone.stop(context.currentTime + place * 0.5 + 0.4);
  });
  return new Promise((resolve) => setTimeout(() => context.close().then(resolve), 1100));
}

function Loudspeaker({ words, look }) {
  const [state, setState] = useState(UNTRIED);
  const play = async () => {
    setState({ code: "playing" });
    await playTones();
    setState({ code: "asked" });
  };
  const isAsked = state.code === "asked";
  return el(
    Device,
    { name: "loudspeaker", words, look, state },
    isAsked ? el(Words, { text: words["loudspeaker.heard"] }) : null,
    el(
      "div",
      { className: look.buttons },
      isAsked ? el(Button, { look: look.button, onClick: () => setState({ code: "works" }) }, words["loudspeaker.yes"]) : null,
      isAsked
        ? el(Button, { look: look.button, onClick: () => setState({ code: "problem", problem: "silent" }) }, words["loudspeaker.no"])
        : null,
      el(
        Button,
        { look: look.button, onClick: play, "aria-describedby": "device-loudspeaker" },
        words[state.code === "untried" ? "loudspeaker.play" : "loudspeaker.again"],
      ),
    ),
  );
}

const ask = () => fetch("/ping", { method: "HEAD", cache: "no-store" });
const now = () => performance.now();

function Network({ words, look }) {
  const [state, setState] = useState(UNTRIED);
  const measure = async () => {
    setState({ code: "asking" });
    const problem = await lineProblem(ask, now);
    setState(problem ? { code: "problem", problem } : { code: "works" });
  };
  return el(
    Device,
    { name: "network", words, look, state },
    el(Button, { look: look.button, onClick: measure, "aria-describedby": "device-network" }, words[state.code === "untried" ? "try" : "again"]),
  );
}

/** Checks camera, microphone, loudspeaker and line in this browser; nothing is sent and nothing kept. */
export function DeviceCheck({ words, look }) {
  return el(
    "div",
    { className: look.all },
    [Camera, Microphone, Loudspeaker, Network].map((Part) => el(Part, { key: Part.name, words, look })),
  );
}
