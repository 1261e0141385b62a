// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

/**
 * Something to do for the image.
 *
 * @param text what it does, in a few words
 * @param bytes what it saves at least, in bytes; 0 if that is not the point
 * @param secret whether it is about a secret
 * @param command the command that does it, ready to paste; or lines of another file
 */
public record PageAction(String text, long bytes, boolean secret, String command) {}
