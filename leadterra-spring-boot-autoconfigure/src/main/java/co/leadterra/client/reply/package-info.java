/**
 * Replies of leads, and handing them to SDRs.
 */
@NullMarked
package co.leadterra.client.reply;

import org.jspecify.annotations.NullMarked;
