using Perron.Design;
namespace Perron.Style;

/// <summary>What a commune might write, so that the components have something to say on /style. All of it is fictional.</summary>
internal static class Samples
{
    /// <summary>As a code to scan is drawn, but it leads nowhere.</summary>
    public const string Square = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="96" height="96"><path fill="currentColor" d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM5 5h1v1H5zM7 5h1v1H7zM6 6h1v1H6zM5 7h1v1H5zM7 7h1v1H7z"/></svg>""";

    public static readonly HomeModel Home = new()
    {
        Greeting = "Que pouvons-nous faire pour vous\u202f?",
        Tasks =
        [
            new("Composition de ménage", "/demarches", "users-three", "gratuit, immédiat"),
            new("Carte d’identité", "/demarches", "identification-card", "21,80\u00a0€"),
            new("Changer d’adresse", "/demarches", "house-line", "gratuit"),
            new("Attestations et actes", "/demarches", "file-text"),
            new("Déchets et recyparc", "/demarches", "recycle"),
            new("Signaler un problème", "/demarches", "warning-circle"),
            new("Crèches et écoles", "/demarches", "baby-carriage"),
            new("Primes communales", "/demarches", "hand-coins"),
        ],
        Popular = [new("composition de ménage", "/recherche?q=composition"), new("horaires", "/services"), new("passeport", "/recherche?q=passeport")],
        Now = new("Ouvert jusqu’à 16:00", "/services", "Population\u00a0: calme, environ 6 min", 1),
        MyCases = new("2 demandes en cours · 1 action attendue", "/mon-espace"),
        Moments =
        [
            new("J’ai un bébé", "baby", [new("Déclarer la naissance", "/demarches"), new("Inscrire à la crèche", "/demarches"), new("Demander la prime", "/demarches")]),
            new("Je déménage", "truck", [new("Changer d’adresse", "/demarches"), new("Réserver un emplacement", "/demarches")]),
            new("Je me marie", "heart", [new("Déclarer le mariage", "/demarches"), new("Choisir une date", "/demarches")]),
            new("Je rénove", "wrench", [new("Demander un permis", "/demarches"), new("Primes énergie", "/demarches")]),
            new("Je perds un proche", "handshake", [new("Déclarer un décès", "/demarches"), new("Choisir un cimetière", "/demarches")]),
            new("J’étudie", "student", [new("Attestation de résidence", "/demarches"), new("Bibliothèque", "/services")]),
        ],
        News = [new("La rue de la Station rouvre", "/", "24 novembre", "Les travaux finissent deux semaines plus tôt que prévu."), new("Collecte des sapins", "/", "21 novembre"), new("Nouveau guichet à Lillois", "/", "18 novembre")],
        Events = [new("Marché de Noël", "/", "12", "déc.", "Grand-Place"), new("Heure du conte", "/", "3", "déc.", "Bibliothèque")],
        Contacts = [new("Accueil", "Ouvert jusqu’à 16:00", "02 555 01 00", "/services/accueil"), new("Population", "Ouvert jusqu’à 19:00", "02 555 01 10", "/services/population")],
        Everything = new("Toutes les démarches (128)", "/demarches"),
        FromAToZ = new("De A à Z", "/a-z"),
    };

    public static readonly IReadOnlyList<Fact> Facts = [new("currency-eur", "Prix", "Gratuit"), new("clock", "Délai", "3 jours d'ouverture"), new("map-pin", "Où", "En ligne ou au guichet"), new("users", "Pour qui", "Toute personne inscrite")];

    public static readonly IReadOnlyList<TimelineStep> Steps =
    [
        new(StepState.Done, "Demande reçue", "3 novembre, 19:42", "Nous avons bien reçu votre demande.", ["Envoyée en ligne", "Accusé envoyé par courriel"], null),
        new(StepState.Done, "Pièces vérifiées", "5 novembre", null, [], null),
        new(StepState.Current, "En traitement", "depuis le 6 novembre", "Le service Population traite votre demande.", [], null),
        new(StepState.Coming, "Signature", "prévue le 12 novembre", null, [], null),
        new(StepState.Coming, "Document prêt", "au plus tard le 14 novembre", null, [], null),
    ];

    public static readonly IReadOnlyList<TimelineStep> Halted =
    [
        new(StepState.Done, "Demande reçue", "3 novembre, 19:42", null, [], null),
        new(StepState.WaitingOnYou, "Action attendue", "avant le 8 novembre", "Il nous manque le mandat de la personne concernée.", [], null),
        new(StepState.Refused, "Refusée", "12 novembre", null, [], "Vous pouvez introduire un recours."),
    ];

    public static readonly IReadOnlyList<ThreadMessage> Messages =
    [
        new("Population, Nadia", "5 novembre 2026, 10:12", "Bonjour, pouvez-vous joindre le mandat signé\u202f? Une photo suffit.", false, [], IsNew: true),
        new("Vous", "5 novembre 2026, 18:30", "Le voici, merci\u202f!", true, [new("mandat.pdf", "212 Ko", "#")]),
    ];

    public static readonly IReadOnlyList<SummaryRow> Rows =
    [
        new("Pour qui", "Pour moi", "#", "pour qui", false),
        new("À quoi servira ce document", "Une demande de logement social auprès de la société du Roman Païs", "#", "à quoi", false),
        new("Adresse électronique", "À compléter", "#", "adresse électronique", true),
    ];

    public static readonly IReadOnlyList<TaskRow> Tasks =
    [
        new("Pour qui", "#", "Terminée", TaskState.Done),
        new("Le mariage", "#", "En cours", TaskState.Begun),
        new("Les témoins", "#", "À commencer", TaskState.Open),
        new("Vérifiez et envoyez votre demande", null, "Pas encore possible", TaskState.Waiting, "Répondez d’abord à tout ce qui précède."),
    ];

    public static readonly IReadOnlyList<Choice> Ways = [new("moi", "Pour moi"), new("enfant", "Pour mon enfant", "Il vit avec vous."), new("autre", "Pour une autre personne", "Il faudra son mandat.")];

    public static readonly IReadOnlyList<HoursOfDay> Hours = [new("Lundi", "08:30–12:00, 13:00–16:00", false), new("Mardi", "08:30–12:00, 13:00–16:00", true), new("Mercredi", "Fermé", false)];

    public static readonly IReadOnlyList<RailItem> Rail = [new("Ma boîte", "#", 12, true), new("Équipe", "#", 34, false), new("Non attribués", "#", 6, false), new("En retard", "#", 2, false)];
}
