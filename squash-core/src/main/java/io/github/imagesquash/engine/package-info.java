// SPDX-License-Identifier: Apache-2.0
/**
 * Docker and Podman: their images as streams of the archive that {@code docker save} makes and {@code docker load}
 * takes. An engine is reached through its own command, which supports contexts, TLS and ssh, or over its socket if
 * there is no command. No method takes or returns null.
 */
package io.github.imagesquash.engine;
