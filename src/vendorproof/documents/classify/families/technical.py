"""Drawings and overviews. What a drawing says is little: the names in its boxes."""

from vendorproof.documents.classify.rule import Need, Rule, needs, opens, says, titled

RULES: tuple[Rule, ...] = (
    titled(
        "architecture_diagram",
        r"(?:architecture|system|infrastructure|deployment|data[- ]flow|dataflow|component|context|container|solution|cloud|application)\b.{0,25}(?:diagram|drawing)|\bdfd\b|diagram",
        6.0,
    ),
    titled(
        "network_diagram",
        r"network (?:diagram|topology|map|architecture diagram|layout|drawing|schema)|topology (?:diagram|map)",
        8.0,
    ),
    opens(
        "network_diagram",
        "vlan|subnet|firewall|router|switch|dmz|wan|lan|gateway|10.0.|192.168|172.16|core switch|internet|vpn|access point|isp|dhcp|server farm",
        3.5,
        at_least=5,
    ),
    titled(
        "security_whitepaper",
        r"(?:security|trust|privacy|compliance|data protection)\b.{0,40}(?:white ?-?paper|overview|at a glance|datasheet|data sheet|brief|portal|center|centre|statement|practices|posture|architecture$|measures|faq|summary|guide for customers)|white ?-?paper|^(?:\W|\d)*(?:our |product |platform |data |cloud )?security(?: (?:&|and) (?:privacy|compliance|trust|reliability))?$|how we (?:protect|secure|keep)|security (?:at|of|in) \w+$|technical and organi[sz]ational (?:security )?measures|\btoms?\b",
        5.0,
    ),
    says(
        "security_whitepaper",
        "soc 2|iso 27001|encrypted at rest|encryption at rest|in transit|data center|data centre|penetration test|bug bounty|our customers|customer data|our security|we use|we encrypt|we perform|our infrastructure|"
        "role-based|sso|saml|single sign-on|two-factor|multi-factor|redundan|availability zone|gdpr|compliance|incident response|backups|our platform|our team|we maintain|tls|hosted|audit logs|hipaa|uptime|vulnerability|employees",
        5.5,
        at_least=12,
    ),
    titled(
        "security_whitepaper",
        r"\bpolicy\b|procedure|readme|report|questionnaire|agreement|how to|guide to|developer|implementation|blockchain|token|protocol|consensus mechanism|tutorial|course|research|notes|api\b|module|plan\b|standard",
        -4.0,
    ),
)

NEEDS: tuple[Need, ...] = (
    needs("security_whitepaper", "what is done for customers' security", r"encrypt|secur", 1),
    needs("security_whitepaper", "a provider that speaks of itself", r"\bwe\b|\bour\b|customers?\b", 2),
)

PARTS = (
    "load balancer|balancer|architecture| lb |lb1|database|postgres|mysql|mongo|redis|memcached|cache|kafka|rabbit|queue|worker|web server|web1|web2| web | api |gateway|service|server|cluster|"
    "kubernetes|docker|container|lambda|function|bucket|storage| s3|ec2| rds| ecs| eks|vpc|subnet|firewall|cdn|dns|proxy|nginx|ingress|client|browser|mobile|user|frontend|backend|"
    "microservice|auth|event|stream|pipeline|monitoring|logging|metric|replica| db|userdb|pod|node|internet|cloud|region|availability zone|zone|broker|scheduler|source|processing|analytics|grpc|endpoint|sql|vm |vnet|router|switch"
)
"""What stands in the boxes of a drawing."""
