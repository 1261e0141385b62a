// SPDX-License-Identifier: Apache-2.0
module app {
    requires io.github.imagesquash;
}
