// SPDX-License-Identifier: Apache-2.0
/** The small image that the guide squashes and that the AOT cache is trained on. No method takes or returns null. */
package io.github.imagesquash.demo;
