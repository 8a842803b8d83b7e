import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from 'maplibre-gl';
import { type Marks, type Rgb, STRIDE } from './track-marks.ts';
import {
  DENSITY_FRAGMENT,
  DENSITY_VERTEX,
  DOT_FRAGMENT,
  DOT_VERTEX,
  ELLIPSE_FRAGMENT,
  ELLIPSE_VERTEX,
} from './track-shaders.ts';

const ATTRIBUTES = [
  ['a_offset', 2, 0],
  ['a_ellipse', 3, 2],
  ['a_course_age', 2, 5],
  ['a_colour', 3, 7],
  ['a_shape_selected', 2, 10],
] as const;

interface Drawing {
  readonly program: WebGLProgram;
  readonly vertices: WebGLVertexArrayObject;
  readonly uniform: (name: string) => WebGLUniformLocation | null;
}

/**
 * All tracks in at most two draw calls: 20,000 moving points stay fluid where the machine has no
 * graphics card. Lives as long as its map.
 */
export class TrackLayer implements CustomLayerInterface {
  readonly id = 'tracks';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  showDots = true;
  showEllipses = true;
  /** So many are in view that they are drawn as density: points without course or ellipse. */
  dense = false;
  #marks: Marks | undefined;
  #stale = false;
  #instances: WebGLBuffer | null = null;
  #ellipses: Drawing | undefined;
  #dots: Drawing | undefined;
  #density: Drawing | undefined;
  #map: MapLibre | undefined;
  readonly #halo: Rgb;
  readonly #ink: Rgb;

  constructor(halo: Rgb, ink: Rgb) {
    this.#halo = halo;
    this.#ink = ink;
  }

  set marks(marks: Marks) {
    this.#marks = marks;
    this.#stale = true;
    this.#map?.triggerRepaint();
  }

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.#map = map;
    this.#instances = gl.createBuffer();
    const corners = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
    this.#ellipses = this.#drawing(gl, ELLIPSE_VERTEX, ELLIPSE_FRAGMENT, corners);
    this.#dots = this.#drawing(gl, DOT_VERTEX, DOT_FRAGMENT, corners);
    this.#density = this.#drawing(gl, DENSITY_VERTEX, DENSITY_FRAGMENT);
  }

  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const marks = this.#marks;
    const map = this.#map;
    if (marks === undefined || map === undefined || marks.count === 0) return;
    if (this.#stale) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#instances);
      gl.bufferData(
        gl.ARRAY_BUFFER,
        marks.floats.subarray(0, marks.count * STRIDE),
        gl.DYNAMIC_DRAW,
      );
      this.#stale = false;
    }
    const matrix = moved(input.defaultProjectionData.mainMatrix, marks.origin);
    const zoom = map.getZoom();
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.disable(gl.CULL_FACE);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const ratio = map.getPixelRatio();
    for (const [drawing, shown] of [
      [this.#ellipses, this.showEllipses && !this.dense],
      [this.#dots, this.showDots && !this.dense],
      [this.#density, this.dense],
    ] as const) {
      if (drawing === undefined || !shown) continue;
      // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL, not of React
      gl.useProgram(drawing.program);
      gl.bindVertexArray(drawing.vertices);
      gl.uniformMatrix4fv(drawing.uniform('u_matrix'), false, matrix);
      gl.uniform2f(
        drawing.uniform('u_viewport'),
        gl.drawingBufferWidth / ratio,
        gl.drawingBufferHeight / ratio,
      );
      gl.uniform1f(drawing.uniform('u_scale'), 512 * 2 ** zoom);
      gl.uniform1f(drawing.uniform('u_radius'), radiusAt(zoom));
      gl.uniform3f(drawing.uniform('u_halo'), ...this.#halo);
      gl.uniform3f(drawing.uniform('u_ink'), ...this.#ink);
      if (drawing === this.#density) {
        gl.uniform1f(drawing.uniform('u_size'), 3 * ratio);
        gl.drawArrays(gl.POINTS, 0, marks.count);
      } else gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, marks.count);
    }
    gl.bindVertexArray(null);
  }

  #drawing(
    gl: WebGL2RenderingContext,
    vertex: string,
    fragment: string,
    corners?: WebGLBuffer | null,
  ): Drawing {
    const program = compiled(gl, vertex, fragment);
    const vertices = gl.createVertexArray();
    gl.bindVertexArray(vertices);
    if (corners !== undefined) {
      gl.bindBuffer(gl.ARRAY_BUFFER, corners);
      const corner = gl.getAttribLocation(program, 'a_corner');
      gl.enableVertexAttribArray(corner);
      gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#instances);
    for (const [name, size, first] of ATTRIBUTES) {
      const place = gl.getAttribLocation(program, name);
      if (place < 0) continue;
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, gl.FLOAT, false, STRIDE * 4, first * 4);
      gl.vertexAttribDivisor(place, corners === undefined ? 0 : 1);
    }
    gl.bindVertexArray(null);
    const known = new Map<string, WebGLUniformLocation | null>();
    const uniform = (name: string): WebGLUniformLocation | null => {
      if (!known.has(name)) known.set(name, gl.getUniformLocation(program, name));
      return known.get(name) ?? null;
    };
    return { program, vertices, uniform };
  }
}

/** Dots grow a little with the zoom. */
const radiusAt = (zoom: number): number => Math.min(5.5, 3.4 + Math.max(0, zoom - 6) * 0.45);

/** `matrix` after a translation to `origin`, multiplied in double precision. */
function moved(matrix: ArrayLike<number>, origin: { x: number; y: number }): Float32Array {
  const out = new Float32Array(16);
  for (let i = 0; i < 12; i++) out[i] = matrix[i] ?? 0;
  for (let row = 0; row < 4; row++) {
    out[12 + row] =
      (matrix[row] ?? 0) * origin.x + (matrix[4 + row] ?? 0) * origin.y + (matrix[12 + row] ?? 0);
  }
  return out;
}

function compiled(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('the graphics context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(`shader of tracks: ${gl.getShaderInfoLog(shader)}`);
    }
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return program;
}
