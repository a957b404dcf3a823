/**
 * What the auto-configurations share. No part of the API: it changes without notice.
 */
@NullMarked
package co.leadterra.autoconfigure.internal;

import org.jspecify.annotations.NullMarked;
