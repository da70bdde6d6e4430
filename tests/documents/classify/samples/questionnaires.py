"""Questionnaires by their standards' ids and headings, and other lists of questions."""

SAMPLES = {
    "sig_questionnaire": """Standardized Information Gathering (SIG) Questionnaire 2024 – SIG Lite
Ques Num\tQuestion/Request\tResponse\tAdditional Information
A.1\tIs there a formalized risk governance plan approved by management?\tYes\tEnterprise risk management
A.2\tIs there an outsourced or nth party risk program?\tYes
B.1\tDo you have an information security policy that covers scoped systems and data?\tYes
D.1\tIs there an asset management program approved by management?\tYes
E.1\tAre background checks performed for those with access to scoped data?\tYes
F.1\tIs there a physical security program?\tNo\tCloud only
H.1\tAre access control procedures documented and is multi-factor authentication used?\tYes
J.1\tIs there an established incident management program?\tYes
K.1\tIs there a business continuity plan with backup tests?\tYes""",
    "caiq_questionnaire": """CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE v4.0.2
Question ID\tQuestion\tCSP CAIQ Answer\tSSRM Control Ownership\tCSP Implementation Description\tCCM Control Title
A&A-01.1\tAre audit and assurance policies established, documented, approved and maintained?\tYes\tCSP-owned
A&A-02.1\tAre independent audit assessments conducted at least annually?\tYes\tCSP-owned
AIS-01.1\tAre application security policies established?\tYes\tCSP-owned
AIS-04.1\tIs an SDLC process defined?\tYes\tCSP-owned
BCR-01.1\tAre business continuity policies established?\tYes\tCSP-owned
CEK-03.1\tAre data at-rest and in-transit encrypted?\tYes\tShared
IAM-02.1\tAre strong password policies established?\tYes\tCSP-owned
LOG-03.1\tAre security events monitored?\tYes\tCSP-owned
SEF-03.1\tIs an incident response plan established?\tYes\tCSP-owned""",
    "hecvat_questionnaire": """Higher Education Community Vendor Assessment Toolkit – HECVAT Full 3.05
Vendor Answers\tAdditional Information\tGuidance
COMP-01\tDescribe your organization's business background and ownership structure\tPrivate company
COMP-02\tHave you had an unplanned disruption in the last 12 months?\tNo
DOCU-01\tHave you undergone a SSAE 18 audit?\tYes
DOCU-04\tDo you have a documented incident response plan?\tYes
HLAA-01\tCan you enforce password complexity?\tYes
HLAP-01\tAre access controls for institutional accounts based on structured rules?\tYes
HLDA-02\tIs sensitive data encrypted in transport and at rest for the institution?\tYes
HLVU-01\tAre systems scanned for vulnerabilities?\tYes
THRD-01\tDo you perform security assessments of third parties?\tYes""",
    "vsa_questionnaire": """Vendor Security Alliance Questionnaire – VSA Full 2023
Service overview. Data protection and access controls. Policies and standards. Proactive security. Reactive security. Software supply chain. Customer facing application security. Compliance.
1.1 Which kinds of customer data does your product store?
1.2 Is customer data encrypted at rest and in transit?
2.1 Do you require multi-factor authentication for employees?
3.1 Do you have a written incident response plan?
4.1 When was your last penetration test by a third party?
5.1 Do you have a vulnerability disclosure program?""",
    "security_questionnaire": """Supplier Information Security Questionnaire
Please answer yes, no or n/a and add comments. Respondent: ____ Date: ____
1. Do you have an information security policy approved by management?
2. Are employees subject to background checks before they start?
3. Do you encrypt personal data at rest and in transit?
4. Is multi-factor authentication required for remote access?
5. Do you carry out a penetration test at least once a year?
6. Is there a documented business continuity plan that is tested?
7. Do you subcontract any processing of our data to third parties?
8. Have you had a security incident in the last three years? Please describe.
9. Are you certified to ISO 27001 or do you hold a SOC 2 report? Please provide evidence.
10. Is there a patch process for critical vulnerabilities?""",
}

NEAR_MISSES = {
    "security_questionnaire": """Customer satisfaction survey
How satisfied are you with our support? Very satisfied, satisfied, dissatisfied. How likely are you to recommend us, on a scale of 1 to 10?
Do you agree that our team is friendly? Strongly agree, neither agree nor disagree, strongly disagree. Is there anything else?""",
    "caiq_questionnaire": """Cloud Controls Matrix: what changed in version 4
A blog post on the new domains, such as AIS-01 and IAM-02, and how to map them. In this article we look at the list.""",
    "sig_questionnaire": """Special Interest Group (SIG) meeting minutes
Attendees: eight. Agenda: release date, budget. Action items: write to the board. Next meeting: 4 June.""",
}
