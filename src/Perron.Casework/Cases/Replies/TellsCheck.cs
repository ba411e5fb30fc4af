using Microsoft.Extensions.Hosting;
using Perron.Platform.Catalogue;
using Perron.Procedures;
namespace Perron.Cases.Replies;

/// <summary>At start: every reply that a workflow tells is there, and whole: what an officer would have to fill in cannot go out by itself.</summary>
public sealed class TellsCheck(ProcedureCatalogue catalogue, ReplyCatalogue replies) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (procedure, action) in catalogue.All.SelectMany(procedure => procedure.Workflow.Actions.Where(action => action.Tells is not null).Select(action => (procedure, action))))
        {
            var texts = replies.Everywhere(action.Tells!);
            if (texts.Count == 0 || texts.FirstOrDefault(text => text.Gaps.Any()) is { })
            {
                throw new CatalogueFault(procedure.Source.Procedure.Name, 1, texts.Count == 0 ? $"the action '{action.Name}' tells the reply '{action.Tells}', which does not exist" : $"the reply '{action.Tells}' of the action '{action.Name}' has something to be filled in",
                    texts.Count == 0 ? $"Add catalogue/replies/{action.Tells}.yaml, or correct the name." : "Name one without [brackets].");
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
