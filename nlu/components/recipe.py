"""What the configs name: registers the classifier with Rasa's recipe. Imported for training only (slow)."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from components.hybrid_intent_classifier import HybridIntentClassifier

__all__ = ["HybridIntentClassifier"]

DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)(HybridIntentClassifier)
