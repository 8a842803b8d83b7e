/** Both shaders draw one quad a track; positions are Mercator relative to the origin of the marks. */

const COMMON = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform vec2 u_viewport;
uniform float u_scale;
in vec2 a_corner;
in vec2 a_offset;
in vec3 a_ellipse;
in vec2 a_course_age;
in vec3 a_colour;
in vec2 a_shape_selected;
`;

/** The 95 % ellipse: a thin ring with a breath of fill. Smaller than the dot it is left out. */
export const ELLIPSE_VERTEX = `${COMMON}
out vec2 v_unit;
out vec3 v_colour;
out float v_alpha;
void main() {
  float major = length(a_ellipse.xy);
  vec2 u = major > 0.0 ? a_ellipse.xy : vec2(1e-12, 0.0);
  vec2 v = vec2(-u.y, u.x) / length(u) * max(a_ellipse.z, 0.0);
  v_unit = a_corner * 1.12;
  vec4 at = u_matrix * vec4(a_offset + u * v_unit.x + v * v_unit.y, 0.0, 1.0);
  float pixels = major * u_scale;
  v_colour = a_colour;
  v_alpha = a_course_age.y * (a_shape_selected.y > 0.5 ? 1.0 : 0.75);
  gl_Position = pixels < 5.0 ? vec4(2.0, 2.0, 2.0, 1.0) : at;
}`;

export const ELLIPSE_FRAGMENT = `#version 300 es
precision highp float;
in vec2 v_unit;
in vec3 v_colour;
in float v_alpha;
out vec4 colour;
void main() {
  float d = length(v_unit);
  float w = fwidth(d);
  float ring = 1.0 - smoothstep(0.6, 1.4, abs(d - 1.0) / max(w, 1e-6));
  float inside = 1.0 - smoothstep(1.0 - w, 1.0 + w, d);
  float alpha = v_alpha * max(ring, 0.10 * inside);
  colour = vec4(v_colour * alpha, alpha);
}`;

const DOT_HALF_PX = 16;

/** The dot with its course; a dashed ring where nobody stated an accuracy; a wide ring when selected. */
export const DOT_VERTEX = `${COMMON}
uniform float u_radius;
out vec2 v_px;
out vec3 v_colour;
out float v_alpha;
out float v_course;
flat out vec3 v_kind;
void main() {
  vec4 at = u_matrix * vec4(a_offset, 0.0, 1.0);
  float extent = a_shape_selected.y > 0.5 ? ${DOT_HALF_PX}.0 : min(${DOT_HALF_PX}.0, u_radius * 3.2 + 2.0);
  v_px = a_corner * extent;
  at.xy += v_px * vec2(2.0, -2.0) / u_viewport * at.w;
  v_colour = a_colour;
  v_alpha = a_course_age.y;
  v_course = a_course_age.x;
  v_kind = vec3(a_shape_selected.x, a_shape_selected.y, a_ellipse.z < 0.0 ? 1.0 : 0.0);
  gl_Position = at;
}`;

export const DOT_FRAGMENT = `#version 300 es
precision highp float;
uniform float u_radius;
uniform vec3 u_halo;
uniform vec3 u_ink;
in vec2 v_px;
in vec3 v_colour;
in float v_alpha;
in float v_course;
flat in vec3 v_kind;
out vec4 colour;

void over(inout vec4 below, vec3 rgb, float alpha) {
  below = vec4(rgb * alpha, alpha) + below * (1.0 - alpha);
}

void main() {
  float round_ = length(v_px);
  float square = max(abs(v_px.x), abs(v_px.y)) * 1.12;
  float d = v_kind.x > 0.5 ? square : round_;
  vec4 sum = vec4(0.0);
  if (v_course > -4.0) {
    vec2 along = vec2(sin(v_course), -cos(v_course));
    float t = dot(v_px, along);
    float off = abs(dot(v_px, vec2(-along.y, along.x)));
    float tick = step(0.0, t) * (1.0 - smoothstep(u_radius * 2.8 + 0.5, u_radius * 2.8 + 1.5, t));
    over(sum, u_halo, tick * (1.0 - smoothstep(1.4, 2.2, off)) * 0.8 * v_alpha);
    over(sum, v_colour, tick * (1.0 - smoothstep(0.6, 1.3, off)) * v_alpha);
  }
  if (v_kind.z > 0.5) {
    float dash = step(0.0, sin(atan(v_px.y, v_px.x) * 6.0));
    over(sum, v_colour, dash * (1.0 - smoothstep(0.5, 1.2, abs(round_ - u_radius * 2.4))) * v_alpha);
  }
  over(sum, u_halo, (1.0 - smoothstep(u_radius + 0.9, u_radius + 1.9, d)) * v_alpha);
  over(sum, v_colour, (1.0 - smoothstep(u_radius - 0.5, u_radius + 0.5, d)) * v_alpha);
  if (v_kind.y > 0.5) {
    over(sum, u_halo, 1.0 - smoothstep(1.6, 2.4, abs(round_ - 12.0)));
    over(sum, u_ink, 1.0 - smoothstep(0.7, 1.4, abs(round_ - 12.0)));
  }
  colour = sum;
}`;

/** Zone scale: thousands of points that read as density, at the least cost a point can have. */
export const DENSITY_VERTEX = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform float u_size;
in vec2 a_offset;
in vec2 a_course_age;
in vec3 a_colour;
flat out vec4 v_colour;
void main() {
  gl_Position = u_matrix * vec4(a_offset, 0.0, 1.0);
  gl_PointSize = u_size;
  float alpha = a_course_age.y * 0.85;
  v_colour = vec4(a_colour * alpha, alpha);
}`;

export const DENSITY_FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 v_colour;
out vec4 colour;
void main() {
  colour = v_colour;
}`;
