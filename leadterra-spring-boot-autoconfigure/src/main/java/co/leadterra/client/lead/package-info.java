/**
 * Leads and their enrolment in campaigns.
 */
@NullMarked
package co.leadterra.client.lead;

import org.jspecify.annotations.NullMarked;
