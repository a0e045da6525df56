import * as Companies from "./companies.ts"
import * as Leads from "./leads.ts"
import type { Method } from "./Method.ts"
import * as Members from "./members.ts"
import * as Notes from "./notes.ts"
import * as Opportunities from "./opportunities.ts"
import * as Settings from "./settings.ts"

/** The procedures that the simulator has. To all others it says what the vendor says to those that it has not: 204. */
export const methods: { readonly [name: string]: Method } = {
  addListMember: Members.addListMember,
  addListMemberEmailAddress: Members.addListMember,
  addListMembers: Members.addListMembers,
  addListMembersEmailAddress: Members.addListMembers,
  createAccounts: Companies.createAccounts,
  createLeads: Leads.createLeads,
  createNotes: Notes.createNotes,
  createOpportunities: Opportunities.createOpportunities,
  deleteLeads: Leads.deleteLeads,
  deleteNotes: Notes.deleteNotes,
  deleteOpportunities: Opportunities.deleteOpportunities,
  getAccount: Companies.getAccount,
  getAccountNotes: Notes.getAccountNotes,
  getAccounts: Companies.getAccounts,
  getActiveLists: Settings.getActiveLists,
  getCampaigns: Settings.getCampaigns,
  getContactNotes: Notes.getContactNotes,
  getDealStages: Settings.getDealStages,
  getFields: Settings.getFields,
  getLead: Leads.getLead,
  getLeads: Leads.getLeads,
  getListMembers: Members.getListMembers,
  getOpportunities: Opportunities.getOpportunities,
  getOpportunity: Opportunities.getOpportunity,
  getOpportunityNotes: Notes.getOpportunityNotes,
  getUserProfiles: Settings.getUserProfiles,
  removeListMember: Members.removeListMember,
  removeListMemberEmailAddress: Members.removeListMember,
  removeListMembers: Members.removeListMembers,
  removeListMembersEmailAddress: Members.removeListMembers,
  updateLeads: Leads.updateLeads,
  updateLeadsV2: Leads.updateLeadsV2,
  updateOpportunities: Opportunities.updateOpportunities
}
